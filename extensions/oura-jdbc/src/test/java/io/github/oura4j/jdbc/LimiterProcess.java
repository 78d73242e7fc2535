// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.limit.RateLimit;
import java.io.IOException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process whose threads send as many requests as the limiter in a database allows, until it is
 * killed, or its standard input ends with the process that started it.
 */
final class LimiterProcess {
  static final RateLimit LIMIT = new RateLimit(10, Duration.ofMillis(500));

  /** Longer than this machine is busy with something else. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  private static final int THREADS = 8;

  private LimiterProcess() {}

  /** Starts the threads; the arguments are the URL of the database and that of the server. */
  public static void main(String[] arguments) throws IOException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(arguments[0]);
    OuraClient oura =
        OuraClient.builder()
            .baseUrl(arguments[1])
            .credentials(Credentials.token("a-token"))
            .callTimeout(MARGIN)
            .retry(RetryPolicy.patient())
            .rateLimiter(
                PostgresRequestLimiter.builder(dataSource)
                    .applicationLimit(LIMIT)
                    .tokenLimit(LIMIT)
                    .margin(MARGIN)
                    .storeTimeout(Duration.ofSeconds(1))
                    .build())
            .build();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  oura.personalInfo().get();
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    while (System.in.read() >= 0) {
      // Nothing is sent to this process.
    }
  }
}
