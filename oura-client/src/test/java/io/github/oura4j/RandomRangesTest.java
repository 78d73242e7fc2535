// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.OuraClientTest.DatedType;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.Document;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lists random ranges of random data types, for people in time zones from one end of the world to
 * the other, with random page sizes, one request after the other or several at once, and compares
 * the results with the data of the simulated person. {@code -Dseeded.cases=N} runs more cases for
 * each time zone. The random seeds are fixed.
 */
class RandomRangesTest {
  private static final int CASES = Integer.getInteger("seeded.cases", 30);

  /**
   * UTC offsets from -11 to +14, with half hours, and with daylight saving time that changes in
   * March on either side of the equator.
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

  private static final Instant NOW = Instant.parse("2026-04-10T13:37:11.123456Z");
  private static final int DAYS_OF_DATA = 220;

  @TestFactory
  Stream<DynamicTest> list_ofRandomRangesInAnyTimeZone_returnsAllDataOfTheRange() {
    return IntStream.range(0, ZONES.size())
        .mapToObj(
            i ->
                dynamicTest(
                    ZONES.get(i), () -> new RandomRanges(ZoneId.of(ZONES.get(i)), i).run()));
  }

  /** Many random ranges for one person in one time zone, determined by the seed. */
  private static final class RandomRanges {
    private final ZoneId zone;
    private final int seed;
    private final Random random;
    private final LocalDate today;
    private int documentsSeen;
    private int samplesSeen;

    RandomRanges(ZoneId zone, int seed) {
      this.zone = zone;
      this.seed = seed;
      this.random = new Random(1000 + seed);
      this.today = LocalDate.ofInstant(NOW, zone);
    }

    void run() {
      try (OuraSimulator simulator =
              OuraSimulator.builder()
                  .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                  .pageSize(50 + random.nextInt(900))
                  .documentPageSize(1 + random.nextInt(30))
                  .person(
                      SimulatedPerson.builder()
                          .seed(seed)
                          .zone(zone)
                          .firstDay(today.minusDays(DAYS_OF_DATA))
                          .newestDay(today)
                          .token("t")
                          .build())
                  .start();
          OuraClient oura =
              OuraClient.builder()
                  .baseUrl(simulator.baseUrl())
                  .credentials(Credentials.token("t"))
                  .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                  .zone(zone)
                  .build()) {
        List<DatedType<?>> types = OuraClientTest.dated();
        for (int i = 0; i < CASES; i++) {
          checkDocuments(types.get(i % types.size()), oura, simulator.person());
          if (i % 5 == 0) {
            checkSeries(oura, simulator.person());
          }
        }
      }
      assertThat(documentsSeen).isGreaterThan(CASES);
      assertThat(samplesSeen).isGreaterThan(CASES * 100);
    }

    private <T extends Document> void checkDocuments(
        DatedType<T> type, OuraClient oura, SimulatedPerson person) {
      LocalDate first = today.minusDays(random.nextInt(DAYS_OF_DATA + 5));
      LocalDate last = first.plusDays(rangeLength());

      List<T> expected =
          person.documents(type.type(), first.minusDays(60), last.plusDays(3)).stream()
              .filter(document -> overlaps(document, first, last))
              .toList();

      documentsSeen += expected.size();
      ListOptions options = options();
      assertThat(type.accessor().apply(oura).list(DateRange.between(first, last), options))
          .as("seed %d, %s from %s to %s, %s", seed, type.type(), first, last, options)
          .containsExactlyElementsOf(expected);
    }

    /** One page after the other, one page ahead, or several requests at once. */
    private ListOptions options() {
      return switch (random.nextInt(3)) {
        case 0 -> ListOptions.defaults();
        case 1 -> ListOptions.defaults().withFetchAhead();
        default -> ListOptions.defaults().withParallelRequests(2 + random.nextInt(7));
      };
    }

    /** A single day, some days, or more than one window of 90 days. */
    private int rangeLength() {
      return switch (random.nextInt(3)) {
        case 0 -> 0;
        case 1 -> random.nextInt(20);
        default -> random.nextInt(200);
      };
    }

    private static boolean overlaps(Document document, LocalDate first, LocalDate last) {
      return !document.firstDay().isAfter(last) && !document.lastDay().isBefore(first);
    }

    /** Less than a day, or more than one window of 30 days. */
    private void checkSeries(OuraClient oura, SimulatedPerson person) {
      Instant start = NOW.minus(random.nextInt(DAYS_OF_DATA * 24 * 60), ChronoUnit.MINUTES);
      Instant end =
          start.plus(
              1 + random.nextInt(random.nextBoolean() ? 1_440 : 70 * 1_440), ChronoUnit.MINUTES);
      TimeRange range = TimeRange.between(start, end);
      ListOptions options = options();
      String description = "seed %d, from %s to %s, %s".formatted(seed, start, end, options);

      List<?> heartRate = person.heartRate(start, end).toList();
      samplesSeen += heartRate.size();
      assertThat((List<?>) oura.heartRate().list(range, options))
          .as("heart rate, %s", description)
          .isEqualTo(heartRate);
      assertThat((List<?>) oura.ringBatteryLevel().list(range, options))
          .as("battery, %s", description)
          .isEqualTo(person.ringBatteryLevel(start, end).toList());
    }
  }
}
