// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

import java.time.Duration;
import java.util.Optional;

/**
 * What a 429 tells about the limit that was reached.
 *
 * @param tier whose allowance is used up
 * @param hold how long Oura wants to be left alone; zero when it did not say
 * @param limit how much Oura allows, if it said so and it makes sense
 */
public record RateLimitStatus(RateLimitTier tier, Duration hold, Optional<RateLimit> limit) {}
