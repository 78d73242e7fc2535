// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.simulator.OuraSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyPeopleTest {

  @Test
  void withCredentials_forAThousandPeople_startsNoThreadPerPerson() {
    try (OuraSimulator simulator = OuraSimulator.start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .build()) {
      oura.personalInfo().get();
      int before = Thread.activeCount();

      List<OuraClient> people =
          IntStream.range(0, 1000)
              .mapToObj(
                  i ->
                      oura.withCredentials(
                          Credentials.token(simulator.token()), ZoneId.of("Asia/Tokyo")))
              .toList();
      people.subList(900, 1000).forEach(person -> person.personalInfo().get());

      // The thread pools of server and client vary a little; a thread for each person would exceed
      // this.
      assertThat(Thread.activeCount()).isLessThan(before + 30);
      assertThat(simulator.requests()).hasSize(101);
    }
  }

  @Test
  void withCredentials_withTimeZone_determinesTodayInThatZone() {
    Instant noon = Instant.parse("2026-03-20T11:30:00Z");
    LocalDate[] endDates = new LocalDate[2];
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .clock(Clock.fixed(noon, ZoneOffset.UTC))
            .transport(
                request -> {
                  String end =
                      request.uri().getQuery().replaceFirst(".*end_date=([0-9-]+).*", "$1");
                  endDates[endDates[0] == null ? 0 : 1] = LocalDate.parse(end);
                  return new OuraResponse(
                      200, Map.of(), "{\"data\":[]}".getBytes(StandardCharsets.UTF_8));
                })
            .build();

    oura.withCredentials(Credentials.token("a"), ZoneId.of("Pacific/Pago_Pago")).tag().list();
    oura.withCredentials(Credentials.token("b"), ZoneId.of("Pacific/Kiritimati")).tag().list();

    assertThat(endDates[1]).isEqualTo(endDates[0].plusDays(1));
  }
}
