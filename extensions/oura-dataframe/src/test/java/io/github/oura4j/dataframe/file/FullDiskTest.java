// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.FetchedWindow;
import io.github.oura4j.sync.HistoryWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * History folders on a disk that becomes full, a small one in memory. Skipped where it cannot be
 * mounted, which requires Linux and the rights of an administrator; with {@code CI=true}, it must
 * be possible.
 */
class FullDiskTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final HistoryWindow WINDOW = HistoryWindow.days(DataType.DAILY_SLEEP, DAY, DAY);

  @TempDir Path disk;
  private boolean isMounted;

  static Stream<DocumentFormat> formats() {
    return HistoryFolderTest.formats();
  }

  @BeforeEach
  void mount() throws Exception {
    isMounted =
        run("mount", "-t", "tmpfs", "-o", "size=400k,mode=777", "tmpfs", disk.toString())
            || run(
                "sudo",
                "-n",
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=400k,mode=777",
                "tmpfs",
                disk.toString());
    assumeTrue(
        isMounted || "true".equals(System.getenv("CI")),
        "Skipped: a small tmpfs cannot be mounted here. Run it as root on Linux.");
    assertThat(isMounted).isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (isMounted) {
      assertThat(run("umount", disk.toString()) || run("sudo", "-n", "umount", disk.toString()))
          .isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(Arrays.asList(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void update_onAFullDisk_keepsWhatWasCommittedAndSaysWhatToDo(DocumentFormat format)
      throws IOException {
    Path path = disk.resolve("history");
    try (HistoryFolder folder = HistoryFolder.open(path, format, "me")) {
      store(folder, rows(20));
    }
    Map<String, String> before = FolderRows.contents(path);

    for (int count = 8192; count > 256; count = count * 3 / 4) {
      List<DailySleep> tooMany = rows(count);
      HistoryFolder folder = HistoryFolder.open(path, format, "me");
      try {
        store(folder, tooMany);
        break;
      } catch (HistoryFolderException e) {
        assertThat(e)
            .hasNoCause()
            .hasMessageContaining("No space left on device")
            .hasMessageContaining("everything that was committed is safe. Free disk space");
      } finally {
        folder.close();
      }
      HistoryFolder.open(path, format, "me").close();
      assertThat(FolderRows.contents(path)).as("%d rows", count).isEqualTo(before);
    }

    assertThat(FolderRows.contents(path)).isNotEqualTo(before);
    assertThatThrownBy(() -> fill(path, format)).isInstanceOf(HistoryFolderException.class);
  }

  private static void fill(Path path, DocumentFormat format) {
    try (HistoryFolder folder = HistoryFolder.open(path, format, "me")) {
      store(folder, rows(20_000));
    }
  }

  private static void store(HistoryFolder folder, List<DailySleep> rows) {
    folder.replace(WINDOW, rows);
    folder.commit(DataType.DAILY_SLEEP, List.of(WINDOW));
    folder.save(List.of(new FetchedWindow(WINDOW, rows.size(), Instant.EPOCH, DAY)));
  }

  private static List<DailySleep> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            row ->
                DailySleep.builder()
                    .id(
                        UUID.nameUUIDFromBytes(("row " + row).getBytes(StandardCharsets.UTF_8))
                            .toString())
                    .day(DAY)
                    .score(row % 100)
                    .build())
        .toList();
  }
}
