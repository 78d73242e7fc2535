// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Sample;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random pairs of a history and what changed meanwhile: a person's data is downloaded, the person
 * becomes another one (of the same or another seed, zone and habit) at a later time, and the data
 * is downloaded again. Each update is killed some times and started again. The days that were
 * settled must be those of the first person, all others those of the second. {@code
 * -Dseeded.cases=N} runs more pairs. The random seeds are fixed.
 */
class RandomHistoriesTest {
  private static final int CASES = Integer.getInteger("seeded.cases", 32);

  /** The data types of each pair, which are others each time. */
  private static final int TYPES = 4;

  /** Daylight saving time begins or ends in most of them in the weeks after {@link #EARLIEST}. */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "America/Los_Angeles",
              "America/Santiago",
              "Europe/Helsinki",
              "Asia/Kolkata",
              "Australia/Lord_Howe",
              "Pacific/Pago_Pago",
              "Pacific/Kiritimati")
          .map(ZoneId::of)
          .toList();

  /** By time, or by what identifies a document. */
  private static final Comparator<Object> BY_IDENTITY =
      Comparator.comparing(
          row ->
              row instanceof Sample sample
                  ? String.valueOf(sample.timestamp().toInstant().toEpochMilli())
                  : String.valueOf(HistoryWindow.identityOf(row)));

  private static final Instant EARLIEST = Instant.parse("2026-03-01T00:00:00Z");

  @TestFactory
  Stream<DynamicTest> update_ofWhatChangedMeanwhile_endsAsThePersonIs() {
    return IntStream.range(0, CASES)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Pair(seed).run()));
  }

  private static final class Pair {
    private final Random random;
    private final int seed;
    private final ZoneId zone;
    private final Instant firstTime;
    private final Instant secondTime;
    private final int lookBackDays;
    private final LocalDate since;
    private final Set<DataType> types;
    private final MemoryHistorySink sink = new MemoryHistorySink();
    private final Checkpoint checkpoint = Checkpoint.inMemory();

    Pair(int seed) {
      this.seed = seed;
      random = new Random(7000 + seed);
      zone = ZONES.get(seed % ZONES.size());
      firstTime = EARLIEST.plus(Duration.ofMinutes(random.nextInt(40 * 1440)));
      secondTime = firstTime.plus(Duration.ofMinutes(random.nextInt(25 * 1440)));
      lookBackDays = random.nextInt(20);
      since = LocalDate.ofInstant(firstTime, zone).minusDays(random.nextInt(40));
      List<DataType> shuffled = new ArrayList<>(List.of(DataType.values()));
      Collections.shuffle(shuffled, random);
      types = EnumSet.copyOf(shuffled.subList(0, TYPES));
    }

    void run() {
      SimulatedPerson.Builder before = person().seed(seed).zone(zone);
      SimulatedPerson.Builder after = person();
      after.seed(random.nextBoolean() ? seed : seed + 100);
      after.zone(random.nextBoolean() ? zone : ZONES.get(random.nextInt(ZONES.size())));
      if (random.nextBoolean()) {
        after.wearsRingEveryDay();
      }
      try (OuraSimulator first = simulator(before, firstTime);
          OuraSimulator second = simulator(after, secondTime)) {
        HistoryReport one = update(first, firstTime);
        types.forEach(
            type -> assertStored(type, truth(first, type, since(type), last(type, firstTime))));
        HistoryReport two = update(second, secondTime);
        types.forEach(type -> assertStored(type, expected(type, first, second)));
        assertCounts(one, two);
      }
    }

    private SimulatedPerson.Builder person() {
      return SimulatedPerson.builder().token("t").firstDay(since.minusDays(random.nextInt(40)));
    }

    private OuraSimulator simulator(SimulatedPerson.Builder person, Instant time) {
      return OuraSimulator.builder()
          .clock(Clock.fixed(time, ZoneOffset.UTC))
          .pageSize(300 + random.nextInt(900))
          .documentPageSize(5 + random.nextInt(60))
          .person(person.build())
          .start();
    }

    /** Updates the history, and starts again each time that the update was killed. */
    private HistoryReport update(OuraSimulator simulator, Instant time) {
      try (OuraClient client =
          OuraClient.builder()
              .baseUrl(simulator.baseUrl())
              .credentials(Credentials.token("t"))
              .clock(Clock.fixed(time, ZoneOffset.UTC))
              .zone(zone)
              .build()) {
        for (int kills = 2; ; kills--) {
          FailingStorage storage = new FailingStorage(sink, checkpoint);
          if (kills > 0) {
            storage.failAfter(random.nextInt(30), random.nextBoolean());
          }
          try {
            return History.builder(client, storage)
                .types(types)
                .since(since)
                .lookBackDays(lookBackDays)
                .parallelism(1 + random.nextInt(8))
                .build()
                .update();
          } catch (FailingStorage.Killed killed) {
            assertThat(kills).isPositive();
          }
        }
      }
    }

    private List<?> expected(DataType type, OuraSimulator first, OuraSimulator second) {
      LocalDate settled = today(type, firstTime).minusDays(lookBackDays + 1L);
      LocalDate firstSettled = since(type);
      LocalDate firstFetched = settled.isBefore(firstSettled) ? firstSettled : settled.plusDays(1);
      List<Object> rows =
          new ArrayList<>(truth(second, type, firstFetched, last(type, secondTime)));
      rows.addAll(new PersonTruth(second.person()).lastingBeyond(type, firstSettled, settled));
      if (settled.isBefore(firstSettled) || hasNoDays(type)) {
        return rows;
      }
      Set<Object> replaced =
          rows.stream().map(HistoryWindow::identityOf).collect(Collectors.toSet());
      truth(first, type, firstSettled, settled).stream()
          .filter(row -> !replaced.contains(HistoryWindow.identityOf(row)))
          .forEach(rows::add);
      return rows;
    }

    private static boolean hasNoDays(DataType type) {
      return type.kind() == DataType.Kind.SINGLE_DOCUMENT
          || type.kind() == DataType.Kind.UNDATED_DOCUMENTS;
    }

    private static List<?> truth(
        OuraSimulator simulator, DataType type, LocalDate first, LocalDate last) {
      return new PersonTruth(simulator.person()).rows(type, first, last);
    }

    private LocalDate since(DataType type) {
      return type.kind() == DataType.Kind.TIME_SERIES
          ? LocalDate.ofInstant(since.atStartOfDay(zone).toInstant(), ZoneOffset.UTC)
          : since;
    }

    private LocalDate last(DataType type, Instant time) {
      return today(type, time);
    }

    private LocalDate today(DataType type, Instant time) {
      return LocalDate.ofInstant(
          time, type.kind() == DataType.Kind.TIME_SERIES ? ZoneOffset.UTC : zone);
    }

    private void assertStored(DataType type, List<?> expected) {
      assertThat(sink.rows(type).stream().sorted(BY_IDENTITY).toList())
          .as("seed %d, %s", seed, type)
          .isEqualTo(expected.stream().sorted(BY_IDENTITY).toList());
    }

    /** Counts what the last two updates did; what killed ones committed is not in a report. */
    private void assertCounts(HistoryReport one, HistoryReport two) {
      for (DataType type : types) {
        HistoryResult first = one.of(type).orElseThrow();
        HistoryResult second = two.of(type).orElseThrow();
        assertThat(first.outcome().isComplete()).isTrue();
        assertThat(second.outcome().isComplete()).isTrue();
        assertThat(second.changes().added() + second.changes().replaced()).isEqualTo(second.rows());
      }
    }
  }
}
