// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file that a page is written to: all of it or nothing, whatever happens meanwhile. It replaces
 * an earlier page, but no other file. Only the user can read it, because it contains health data.
 */
public final class ReportFile implements AutoCloseable {
  private static final int BYTES_OF_HEAD = 400;

  private final Path file;
  private final Path part;

  private ReportFile(Path file, Path part) {
    this.file = file;
    this.part = part;
  }

  /**
   * Checks that the file can be written, by creating a temporary one beside it.
   *
   * @throws IllegalArgumentException if it must not be written, with a message that says what to do
   * @throws UncheckedIOException if its folder cannot be written to
   */
  public static ReportFile open(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    check(absolute);
    try {
      Path target = Files.exists(absolute) ? absolute.toRealPath() : absolute;
      Path folder = target.getParent();
      return new ReportFile(target, Files.createTempFile(folder, ".report-", ".part"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + absolute.getParent() + " cannot be written to. Choose another folder.",
          e);
    }
  }

  private static void check(Path file) {
    Path folder = file.getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          file + " is a folder. Name the file, too, such as report.html.");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "The folder " + folder + " does not exist. Create it or choose another one.");
    }
    if (Files.exists(file) && !isReport(file)) {
      throw new IllegalArgumentException(
          file + " exists and is not a report of this program. Choose another name.");
    }
  }

  private static boolean isReport(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      String head = new String(content.readNBytes(BYTES_OF_HEAD), StandardCharsets.UTF_8);
      return head.contains("\"" + ReportPage.GENERATOR + "\"");
    } catch (IOException e) {
      return false;
    }
  }

  /** Writes the page and puts it in place. */
  public void write(String page) throws IOException {
    Files.writeString(part, page);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes the temporary file, if the page was not written. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(part);
  }
}
