// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.Console;

/** Finds out whether a person looks at the output. */
final class Terminal {
  private Terminal() {}

  /**
   * Returns whether the process has a terminal that can overwrite a line. Since Java 22 a console
   * exists without a terminal, too, and has the method {@code isTerminal}.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
