// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Too many requests were sent (429). */
public final class RateLimitedException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  /** When Oura lets requests through again, or null when it did not say. */
  private final @Nullable Instant retryAt;

  RateLimitedException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    this(request, response, details, RetryAfter.in(response, Instant.now()));
  }

  private RateLimitedException(
      OuraRequest request,
      OuraResponse response,
      List<ErrorDetail> details,
      Optional<Duration> wait) {
    super(
        "the rate limit is used up. Send less, and wait "
            + wait.map(time -> time.toSeconds() + " s").orElse("some minutes")
            + " before the next request; RetryPolicy.patient() does so by itself",
        request,
        response,
        details);
    this.retryAt = wait.map(Instant.now()::plus).orElse(null);
  }

  /**
   * Returns when Oura lets requests through again.
   *
   * @return the time to come back, or empty when the answer names none that makes sense
   */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
