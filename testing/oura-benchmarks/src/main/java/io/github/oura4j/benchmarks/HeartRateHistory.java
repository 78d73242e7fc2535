// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.json.OuraJson;
import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Five years of heart rate, a sample every five minutes, in JSON: the pages of any part of it, as
 * Oura sends them. The samples are prepared, so that a page costs the server next to nothing.
 */
final class HeartRateHistory {
  static final Instant START = LocalDate.of(2021, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
  static final Instant END = LocalDate.of(2026, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

  private static final int PAGE_SIZE = 1_000;

  private final byte[][] samples = new byte[count()][];

  HeartRateHistory() {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = OuraJson.write(HeartRates.sample(START, i)).getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Returns the number of samples. */
  static int count() {
    return index(END);
  }

  /** Returns the index of the first sample that is not before a time. */
  private static int index(Instant time) {
    return HeartRates.count(START, time);
  }

  /** Returns the body of the page that a request asks for, by its path and query. */
  byte[] page(String target) {
    Map<String, String> query = query(target);
    int from = Integer.parseInt(query.getOrDefault("next_token", Integer.toString(start(query))));
    int end = index(OffsetDateTime.parse(query.get("end_datetime")).toInstant());
    int to = Math.min(from + PAGE_SIZE, end);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes("{\"data\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = from; i < to; i++) {
      if (i > from) {
        page.write(',');
      }
      page.writeBytes(samples[i]);
    }
    String next = to < end ? "\"" + to + "\"" : "null";
    page.writeBytes(("],\"next_token\":" + next + "}").getBytes(StandardCharsets.US_ASCII));
    return page.toByteArray();
  }

  private static int start(Map<String, String> query) {
    return index(OffsetDateTime.parse(query.get("start_datetime")).toInstant());
  }

  private static Map<String, String> query(String target) {
    Map<String, String> query = new HashMap<>();
    for (String parameter : target.substring(target.indexOf('?') + 1).split("&", -1)) {
      String[] nameAndValue = parameter.split("=", 2);
      query.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
