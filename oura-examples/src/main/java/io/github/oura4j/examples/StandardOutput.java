// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output, which keeps its first failure: the print stream around it hides failures. */
final class StandardOutput extends OutputStream {
  private final OutputStream stream;
  private volatile @Nullable IOException failure;

  StandardOutput(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  /**
   * Returns the exit code of a program: failed if its output is incomplete. It is no failure if
   * another program, such as {@code head}, has read all it needs and closed the pipe.
   *
   * @param status the exit code as far as the program knows
   * @param err for the message
   */
  int exitCode(int status, PrintStream err) {
    IOException found = failure;
    if (found == null || isClosedPipe(found)) {
      return status;
    }
    err.println(
        "Standard output cannot be written: "
            + found.getMessage()
            + ". Redirect it to another file, or free disk space.");
    return Example.FAILED;
  }

  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
