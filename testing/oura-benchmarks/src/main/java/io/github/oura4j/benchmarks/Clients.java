// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.limit.RateLimit;
import java.time.Duration;
import java.time.ZoneOffset;

/** Creates the clients that are measured. */
final class Clients {
  private Clients() {}

  /** Returns a client with the default settings and a rate limit that no benchmark reaches. */
  static OuraClient unlimited(String baseUrl) {
    return OuraClient.builder()
        .baseUrl(baseUrl)
        .credentials(Credentials.token(Workload.TOKEN))
        .zone(ZoneOffset.UTC)
        .rateLimit(new RateLimit(1_000_000, Duration.ofSeconds(1)))
        .build();
  }
}
