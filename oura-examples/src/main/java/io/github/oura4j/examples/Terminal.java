// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.Console;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

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

  /**
   * Returns whether results have colors: on a terminal that can show them, unless the variable
   * {@code NO_COLOR} has a value. Picocli takes an empty value, too, for a wish to have none.
   *
   * @param variables the environment variables
   * @param isInteractive whether a person looks at the output
   */
  static boolean hasColors(Map<String, String> variables, boolean isInteractive) {
    String noColor = variables.get("NO_COLOR");
    return isInteractive
        && (noColor == null || noColor.isEmpty())
        && (noColor != null || Ansi.AUTO.enabled());
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
