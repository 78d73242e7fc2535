// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * What a response with status 429 (Too Many Requests) says about the rate limit that was exceeded.
 *
 * @param tier which of the two rate limits was exceeded
 * @param retryAfter how long Oura wants the client to wait before the next request; zero if the
 *     response does not say
 * @param limit the rate limit that Oura applies; empty if the response does not say, or if the
 *     values are implausible
 */
public record RateLimitStatus(RateLimitTier tier, Duration retryAfter, Optional<RateLimit> limit) {}
