// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.Accessor;
import io.github.oura4j.DatedDocuments;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.model.DataType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HistoryPlanTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-29T09:00:00Z"), ZoneId.of("America/Los_Angeles"));
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 29);

  private final Checkpoint checkpoint = Checkpoint.inMemory();

  private List<HistoryWindow> windows(Accessor accessor, LocalDate since) {
    HistoryRange range = new HistoryRange(since, null, 14);
    TypeRun run =
        new HistoryPlan(range, Map.of(accessor.dataType(), accessor), checkpoint, CLOCK)
            .typeRuns()
            .get(0);
    List<HistoryWindow> windows = new ArrayList<>();
    for (Optional<WindowTask> task = run.start(); task.isPresent(); task = run.start()) {
      windows.add(task.get().window());
    }
    return windows;
  }

  private static Accessor documents(DataType type) {
    return new Accessor.Dated<>(type, DatedDocuments.of());
  }

  private static HistoryWindow days(DataType type, String first, String last) {
    return HistoryWindow.days(type, LocalDate.parse(first), LocalDate.parse(last));
  }

  @Test
  void typeRuns_ofDocuments_haveWindowsOfNinetyDays() {
    DataType type = DataType.DAILY_SLEEP;

    assertThat(windows(documents(type), TODAY.minusDays(200)))
        .containsExactly(
            days(type, "2025-09-10", "2025-12-08"),
            days(type, "2025-12-09", "2026-03-08"),
            days(type, "2026-03-09", "2026-03-29"));
  }

  @Test
  void typeRuns_ofSamples_haveThirdsOfMonthsInUtc() {
    DataType type = DataType.HEART_RATE;
    Accessor accessor = new Accessor.Series<>(type, TimeSeries.of());

    assertThat(windows(accessor, LocalDate.parse("2026-02-19")))
        .containsExactly(
            days(type, "2026-02-19", "2026-02-20"),
            days(type, "2026-02-21", "2026-02-28"),
            days(type, "2026-03-01", "2026-03-10"),
            days(type, "2026-03-11", "2026-03-20"),
            days(type, "2026-03-21", "2026-03-29"));
  }

  @Test
  void typeRuns_ofSettledDays_leaveThemOut() {
    DataType type = DataType.DAILY_SLEEP;
    Instant then = CLOCK.instant();
    checkpoint.save(
        List.of(
            new FetchedWindow(
                days(type, "2026-03-01", "2026-03-10"), 1, then, LocalDate.parse("2026-03-08")),
            new FetchedWindow(
                days(type, "2026-03-20", "2026-03-21"), 1, then, LocalDate.parse("2026-03-31"))));

    assertThat(windows(documents(type), LocalDate.parse("2026-02-27")))
        .containsExactly(
            days(type, "2026-02-27", "2026-02-28"),
            days(type, "2026-03-09", "2026-03-19"),
            days(type, "2026-03-22", "2026-03-29"));
  }

  @Test
  void dateSpans_areTheDataTypesWhoseDocumentsHaveAStartDay() {
    assertThat(HistoryPlan.DATE_SPANS)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(DataType.values())
                .filter(
                    type ->
                        Arrays.stream(type.documentType().getRecordComponents())
                            .anyMatch(component -> component.getName().equals("startDay")))
                .toList());
  }
}
