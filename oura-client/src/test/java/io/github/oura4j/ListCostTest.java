// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.SimulatedPerson;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be counted exactly of the cost of a list: its requests, and the memory it allocates. */
class ListCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Instant END = Instant.parse("2026-03-15T00:00:00Z");
  private static final TimeRange RANGE =
      TimeRange.between(Instant.parse("2026-03-01T00:00:00Z"), END);
  private static final int SAMPLES = 4_000;

  /** What a sample keeps: the record, its timestamp of four objects, and a number. */
  private static final long BYTES_OF_A_SAMPLE = 152;

  private final List<OuraRequest> requests = new ArrayList<>();
  private final List<HeartRate> samples =
      SimulatedPerson.builder()
          .zone(ZoneOffset.UTC)
          .newestDay(LocalDate.of(2026, 3, 31))
          .build()
          .heartRate(Instant.parse("2026-03-01T00:00:00Z"), END)
          .limit(SAMPLES)
          .toList();

  /** Returns a client that gets the samples in pages of this size. */
  private OuraClient clientWithPagesOf(int size) {
    List<OuraResponse> pages = new ArrayList<>();
    for (int from = 0; from < samples.size(); from += size) {
      int to = Math.min(from + size, samples.size());
      String next = to < samples.size() ? "\"" + (pages.size() + 1) + "\"" : "null";
      String data = OuraJson.write(samples.subList(from, to));
      pages.add(
          new OuraResponse(
              200,
              Map.of("Content-Type", List.of("application/json")),
              ("{\"data\":" + data + ",\"next_token\":" + next + "}")
                  .getBytes(StandardCharsets.UTF_8)));
    }
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .transport(
            request -> {
              requests.add(request);
              String query = request.uri().getQuery();
              int token = query.indexOf("next_token=");
              return pages.get(
                  token < 0 ? 0 : Integer.parseInt(query.substring(token + 11).split("&", 2)[0]));
            })
        .build();
  }

  @Test
  void list_ofPages_requestsEachPageOnce() {
    OuraClient oura = clientWithPagesOf(500);

    assertThat(oura.heartRate().list(RANGE)).isEqualTo(samples);
    assertThat(requests).hasSize(8).extracting(OuraRequest::uri).doesNotHaveDuplicates();
  }

  @Test
  void list_ofOnePage_allocatesLittleMoreThanTheSamples() {
    OuraClient oura = clientWithPagesOf(SAMPLES);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      int size = oura.heartRate().list(RANGE).size();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      assertThat(size).isEqualTo(SAMPLES);
    }

    assertThat(least / SAMPLES)
        .as("bytes for each sample, of which a copy of the body would be 95")
        .isBetween(BYTES_OF_A_SAMPLE, 2 * BYTES_OF_A_SAMPLE - 1);
  }

  @Test
  void list_ofOnePage_allocatesNoArrayForEachSample() {
    OuraClient oura = clientWithPagesOf(SAMPLES);
    List<Long> allocated = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      assertThat(oura.heartRate().list(RANGE)).hasSize(SAMPLES);
      allocated.add((THREADS.getCurrentThreadAllocatedBytes() - before) / SAMPLES);
    }

    assertThat(Collections.min(allocated))
        .as("bytes for each sample; an array of its values would be 40")
        .isLessThan(BYTES_OF_A_SAMPLE + 56);
  }
}
