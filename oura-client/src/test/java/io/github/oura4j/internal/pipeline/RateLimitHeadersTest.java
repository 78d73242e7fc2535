// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RateLimitTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "application, 1000, 60, APPLICATION, 1000",
    "App, 1000, 60, APPLICATION, 1000",
    "client, 1000, 60, APPLICATION, 1000",
    "token, 1000, 60, TOKEN, 1000",
    "user, -3, 60, TOKEN, 0",
    "x, 99999999999, 60, TOKEN, 0",
    ", 1000, 0, TOKEN, 0",
    ", 1000, words, TOKEN, 0",
    ", 1000, 999999999, TOKEN, 0",
  })
  void read_ofAResponse_returnsTierAndPlausibleLimit(
      String tier, String limit, String window, RateLimitTier expected, int requests) {
    RateLimitStatus status =
        RateLimitHeaders.read(
            new OuraResponse(
                429,
                Map.of(
                    "X-RateLimit-Tier", tier == null ? List.of() : List.of(tier),
                    "X-RateLimit-Limit", List.of(limit),
                    "X-RateLimit-Window", List.of(window)),
                new byte[0]),
            VirtualTime.BEGIN);

    assertThat(status.tier()).isEqualTo(expected);
    assertThat(status.limit().map(RateLimit::requests).orElse(0)).isEqualTo(requests);
  }
}
