// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Asks for random ranges of random types, for people from one end of the world's time zones to the
 * other, with random page sizes, and compares with what the simulated person really has. {@code
 * -Dseeded.cases=N} asks for more of them.
 */
class SeededRangesTest {
  private static final int CASES = Integer.getInteger("seeded.cases", 40);

  /**
   * From -11 to +14, with half hours, and with daylight saving that changes in March, on either
   * side of the equator.
   */
  private static final List<String> ZONES =
      List.of(
          "Pacific/Pago_Pago",
          "America/Los_Angeles",
          "America/Santiago",
          "Europe/Helsinki",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "Pacific/Kiritimati");

  private static final Instant NOW = Instant.parse("2026-04-10T13:37:11Z");

  @TestFactory
  Stream<DynamicTest> anyRange_ofAnyType_inAnyZone_isWhatThePersonHas() {
    return Stream.iterate(0, i -> i < ZONES.size(), i -> i + 1)
        .map(i -> dynamicTest(ZONES.get(i), () -> checkZone(ZoneId.of(ZONES.get(i)), i)));
  }

  private static void checkZone(ZoneId zone, int seed) {
    Random random = new Random(1000 + seed);
    LocalDate today = LocalDate.ofInstant(NOW, zone);
    SimulatedPerson life =
        SimulatedPerson.builder()
            .seed(seed)
            .zone(zone)
            .firstDay(today.minusDays(120))
            .newestDay(today)
            .token("t")
            .build();
    try (OuraSimulator simulator =
            OuraSimulator.builder()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .pageSize(1 + random.nextInt(300))
                .documentPageSize(1 + random.nextInt(12))
                .person(life)
                .start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token("t"))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .zone(zone)
                .build()) {
      List<Function<OuraClient, DatedDocuments<? extends Document>>> types =
          new ArrayList<>(new LinkedHashMap<>(OuraClientTest.dated()).values());
      for (int i = 0; i < CASES; i++) {
        LocalDate first = today.minusDays(random.nextInt(125));
        int length = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(20);
        LocalDate last = first.plusDays(length - 1L);
        checkDocuments(types.get(i % types.size()).apply(oura), simulator.person(), first, last);
        if (i % 4 == 0) {
          checkHeartRate(oura, simulator.person(), random);
        }
      }
    }
  }

  private static <T extends Document> void checkDocuments(
      DatedDocuments<T> documents, SimulatedPerson person, LocalDate first, LocalDate last) {
    List<T> listed = documents.list(DateRange.between(first, last));

    if (listed.isEmpty()) {
      // Which type it would be shows on a longer range only, where there is one.
      List<T> any = documents.list(DateRange.lastDays(130));
      assertThat(any).noneMatch(document -> touches(document, first, last));
      return;
    }
    @SuppressWarnings("unchecked") // the class of an element of the list
    Class<T> type = (Class<T>) listed.get(0).getClass();
    assertThat(listed)
        .as("%s from %s to %s", type.getSimpleName(), first, last)
        .containsExactlyElementsOf(
            person.documents(type, first.minusDays(60), last.plusDays(3)).stream()
                .filter(document -> touches(document, first, last))
                .toList());
  }

  private static boolean touches(Document document, LocalDate first, LocalDate last) {
    LocalDate end = document.lastDay();
    return !document.firstDay().isAfter(last) && !end.isBefore(first);
  }

  private static void checkHeartRate(OuraClient oura, SimulatedPerson person, Random random) {
    Instant start = NOW.minus(random.nextInt(100 * 24 * 60), ChronoUnit.MINUTES);
    Instant end = start.plus(1 + random.nextInt(3 * 24 * 60), ChronoUnit.MINUTES);
    List<HeartRate> walked = oura.heartRate().list(TimeRange.between(start, end));

    assertThat(walked).containsExactlyElementsOf(person.heartRate(start, end).toList());
  }
}
