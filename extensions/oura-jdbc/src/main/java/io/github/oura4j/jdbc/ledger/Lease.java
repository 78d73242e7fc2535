// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import java.util.UUID;

/**
 * The right of one process to work for a person.
 *
 * @param person the person's key
 * @param token a random number of this lease; each lease of a person has another one
 * @param failedAttempts how many attempts of this round of the person have failed
 */
record Lease(String person, UUID token, int failedAttempts) {}
