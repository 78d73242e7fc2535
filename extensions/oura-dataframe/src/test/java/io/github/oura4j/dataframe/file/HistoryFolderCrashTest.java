// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A history folder whose process ends before any of its operations on files. */
class HistoryFolderCrashTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final HistoryWindow DAILY_SLEEP =
      HistoryWindow.days(DataType.DAILY_SLEEP, DAY, DAY.plusDays(9));

  /** Spans two months, so that two files change at once. */
  private static final HistoryWindow HEART_RATE =
      HistoryWindow.days(DataType.HEART_RATE, DAY, DAY.plusDays(1));

  @TempDir Path root;

  static Stream<DocumentFormat> formats() {
    return HistoryFolderTest.formats();
  }

  /** Stands for the end of the process. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void firstUpdate_killedBeforeAnyOperationAndRepeated_endsAsAnUninterruptedOne(
      DocumentFormat format) throws IOException {
    killEverywhere(format, root.resolve("empty"), DAILY_SLEEP, sleep(1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void laterUpdate_killedBeforeAnyOperationAndRepeated_endsAsAnUninterruptedOne(
      DocumentFormat format) throws IOException {
    Path before = root.resolve("before");
    update(before, format, HEART_RATE, heartRates(1), () -> {});

    killEverywhere(format, before, HEART_RATE, heartRates(2));
  }

  /** The second process writes the same rows again if the first one was killed soon enough. */
  @Test
  void firstUpdate_killedBeforeAnyTwoOperationsAndRepeated_endsAsAnUninterruptedOne()
      throws IOException {
    DocumentFormat format = DocumentFormat.ndjson();
    AtomicInteger operations = new AtomicInteger();
    Path expected = root.resolve("expected");
    update(expected, format, DAILY_SLEEP, sleep(1), operations::incrementAndGet);

    // Before, there is nothing that a second process could find.
    int written = operations.get() / 2;
    for (int first = written; first < operations.get(); first++) {
      for (int second = written; second < operations.get(); second++) {
        Path folder = root.resolve(first + "-" + second);
        updateKilledBefore(first, folder, format);
        updateKilledBefore(second, folder, format);

        update(folder, format, DAILY_SLEEP, sleep(1), () -> {});
        assertThat(FolderRows.contents(folder))
            .as("killed before operations %d and %d", first, second)
            .isEqualTo(FolderRows.contents(expected));
      }
    }
  }

  /** Updates a folder; the process ends before an operation, or at the end if there are fewer. */
  private static void updateKilledBefore(int operation, Path folder, DocumentFormat format) {
    AtomicInteger left = new AtomicInteger(operation);
    try {
      update(folder, format, DAILY_SLEEP, sleep(1), () -> killAfter(left));
    } catch (Killed expected) {
      // The next update continues.
    }
  }

  /** Updates a copy of a folder, and for each operation another copy, which is killed before it. */
  private void killEverywhere(
      DocumentFormat format, Path before, HistoryWindow window, List<?> rows) throws IOException {
    List<Object> oldRows = rows(before, format, window);
    AtomicInteger operations = new AtomicInteger();
    Path expected = copy(before, root.resolve("expected"));
    update(expected, format, window, rows, operations::incrementAndGet);
    assertThat(operations).hasValueGreaterThan(15);

    for (int kill = 0; kill < operations.get(); kill++) {
      Path folder = copy(before, root.resolve("killed-" + kill));
      AtomicInteger left = new AtomicInteger(kill);
      assertThatThrownBy(() -> update(folder, format, window, rows, () -> killAfter(left)))
          .isInstanceOf(Killed.class);

      assertCompleteOrUnchanged(folder, format, window, oldRows, rows);
      update(folder, format, window, rows, () -> {});
      assertThat(FolderRows.contents(folder))
          .as("killed before operation %d", kill)
          .isEqualTo(FolderRows.contents(expected));
    }
  }

  private static void killAfter(AtomicInteger operations) {
    if (operations.getAndDecrement() <= 0) {
      throw new Killed();
    }
  }

  /** The commit was made wholly or not at all, even if it is one of two files. */
  private static void assertCompleteOrUnchanged(
      Path path, DocumentFormat format, HistoryWindow window, List<?> before, List<?> after) {
    try (HistoryFolder folder = HistoryFolder.open(path, format, "me")) {
      List<Object> rows = FolderRows.of(folder, window.dataType());
      assertThat(rows).isIn(before, after);
      if (before.isEmpty() && !folder.settled(window.dataType()).isEmpty()) {
        assertThat(rows).isEqualTo(after);
      }
    }
  }

  private static List<Object> rows(Path path, DocumentFormat format, HistoryWindow window) {
    try (HistoryFolder folder = HistoryFolder.open(path, format, "me")) {
      return FolderRows.of(folder, window.dataType());
    }
  }

  private static Path copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file)));
      }
    }
    return target;
  }

  private static void update(
      Path path, DocumentFormat format, HistoryWindow window, List<?> rows, Runnable beforeEach) {
    try (HistoryFolder folder =
        HistoryFolder.open(path, format, "me", new FolderFiles(beforeEach))) {
      folder.replace(window, rows);
      folder.commit(window.dataType(), List.of(window));
      folder.save(List.of(new FetchedWindow(window, rows.size(), NOW, window.last())));
    }
  }

  private static List<?> sleep(int version) {
    return List.of(
        DailySleep.builder().id("b" + version).day(DAY).score(version).build(),
        DailySleep.builder().id("a").day(DAY.plusDays(version)).score(version).build());
  }

  private static List<?> heartRates(int version) {
    return Stream.of("2026-03-31T23:59:00Z", "2026-04-01T00:00:00Z", "2026-04-01T00:01:00Z")
        .map(OffsetDateTime::parse)
        .map(time -> HeartRate.builder().timestamp(time).bpm(60 + version).build())
        .toList();
  }
}
