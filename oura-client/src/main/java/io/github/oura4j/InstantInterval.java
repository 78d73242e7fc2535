// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time from a start, included, to an end, not included. */
record InstantInterval(Instant start, Instant end) {

  /** Cuts the time into consecutive stretches of at most such a length. */
  List<InstantInterval> windows(Duration length) {
    List<InstantInterval> windows = new ArrayList<>();
    for (Instant from = start; from.isBefore(end); from = from.plus(length)) {
      Instant to = from.plus(length);
      windows.add(new InstantInterval(from, to.isAfter(end) ? end : to));
    }
    return windows;
  }

  /**
   * Says whether a time stamp lies in this time; an absent one does, since nothing tells otherwise.
   */
  boolean contains(@Nullable OffsetDateTime timestamp) {
    return timestamp == null
        || (!timestamp.toInstant().isBefore(start) && timestamp.toInstant().isBefore(end));
  }

  /** Returns this time widened to whole seconds, since nothing finer is known to be understood. */
  InstantInterval inWholeSeconds() {
    Instant wholeEnd = end.truncatedTo(ChronoUnit.SECONDS);
    return new InstantInterval(
        start.truncatedTo(ChronoUnit.SECONDS),
        wholeEnd.equals(end) ? end : wholeEnd.plusSeconds(1));
  }

  /** Returns the part of this time that lies in another one. */
  InstantInterval within(InstantInterval other) {
    return new InstantInterval(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }
}
