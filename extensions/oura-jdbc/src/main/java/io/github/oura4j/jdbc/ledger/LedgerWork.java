// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.model.DataType;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work of a {@link PostgresLedger}: what is to be fetched for a person.
 *
 * @param sequence the number of this work, which grows with each work that is added
 * @param person the person's key
 * @param dataType the data type
 * @param first the first day; null for a data type without days
 * @param last the last day, inclusive; null for a data type without days
 * @param round the round of the person to which the work belongs
 */
public record LedgerWork(
    long sequence,
    String person,
    DataType dataType,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    long round) {}
