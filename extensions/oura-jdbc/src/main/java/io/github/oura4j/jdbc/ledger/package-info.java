// SPDX-License-Identifier: Apache-2.0
/**
 * The histories of many people. {@link io.github.oura4j.jdbc.ledger.PostgresLedger} lists what is
 * to be fetched for whom and what was fetched, and {@link
 * io.github.oura4j.jdbc.ledger.HistoryRunner} fetches it, in any number of processes.
 */
@NullMarked
package io.github.oura4j.jdbc.ledger;

import org.jspecify.annotations.NullMarked;
