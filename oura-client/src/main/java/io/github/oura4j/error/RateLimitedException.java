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

/**
 * Thrown when Oura returns status 429: the rate limit of the application or of the access token is
 * exceeded.
 *
 * <p>Send no further requests until {@link #retryAt()}, and lower the request rate.
 */
public final class RateLimitedException extends OuraApiException {
  private static final long serialVersionUID = 1L;

  /** Null if the response has no usable Retry-After header. */
  private final @Nullable Instant retryAt;

  RateLimitedException(
      OuraRequest request, OuraResponse response, List<ErrorDetail> details, Instant now) {
    this(request, response, details, now, RetryAfter.in(response, now));
  }

  private RateLimitedException(
      OuraRequest request,
      OuraResponse response,
      List<ErrorDetail> details,
      Instant now,
      Optional<Duration> wait) {
    super(
        "the rate limit is exceeded. Send fewer requests, and wait "
            + wait.map(time -> time.toSeconds() + " s").orElse("a few minutes")
            + " before the next one; RetryPolicy.patient() waits automatically",
        request,
        response,
        details);
    this.retryAt = wait.map(now::plus).orElse(null);
  }

  /**
   * Returns when Oura accepts requests again, according to the {@code Retry-After} header and the
   * client's clock.
   *
   * @return the earliest time for the next request; empty if the header is missing or invalid
   */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
