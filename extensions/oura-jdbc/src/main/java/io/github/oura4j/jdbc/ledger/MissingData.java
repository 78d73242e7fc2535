// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.ledger;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistoryOutcome;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person is missing: a row of the view {@code oura4j.missing}.
 *
 * @param person the person's key
 * @param dataType the data type; null if no work was planned for the person yet
 * @param first the first day that is missing; null for a data type without days
 * @param last the last day that is missing, inclusive; null for a data type without days
 * @param outcome how the last attempt ended; null if there was none
 * @param message why, and what to do; null if there was no attempt
 * @param attempts the number of attempts in the current round of the person
 * @param at when the last attempt ended; null if there was none
 */
public record MissingData(
    String person,
    @Nullable DataType dataType,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    @Nullable HistoryOutcome outcome,
    @Nullable String message,
    int attempts,
    @Nullable Instant at) {}
