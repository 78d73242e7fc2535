// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import io.github.oura4j.limit.RateLimit;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * What the processes of a study need to know.
 *
 * @param baseUrl the URL of the server
 * @param jdbcUrl the URL of the database
 * @param since the first day of the study
 * @param until the last day of the study
 * @param limit how many requests the server allows
 * @param callTimeout how long a request may take, which is the margin of the limiter
 * @param lease how long nobody continues the work of a process that was killed
 * @param threads for how many people a process works at the same time
 */
record StudySettings(
    String baseUrl,
    String jdbcUrl,
    LocalDate since,
    LocalDate until,
    RateLimit limit,
    Duration callTimeout,
    Duration lease,
    int threads) {

  /** Returns the settings as arguments of a process. */
  List<String> arguments() {
    return List.of(
        baseUrl,
        jdbcUrl,
        since.toString(),
        until.toString(),
        String.valueOf(limit.requests()),
        limit.window().toString(),
        callTimeout.toString(),
        lease.toString(),
        String.valueOf(threads));
  }

  static StudySettings of(String[] arguments) {
    return new StudySettings(
        arguments[0],
        arguments[1],
        LocalDate.parse(arguments[2]),
        LocalDate.parse(arguments[3]),
        new RateLimit(Integer.parseInt(arguments[4]), Duration.parse(arguments[5])),
        Duration.parse(arguments[6]),
        Duration.parse(arguments[7]),
        Integer.parseInt(arguments[8]));
  }
}
