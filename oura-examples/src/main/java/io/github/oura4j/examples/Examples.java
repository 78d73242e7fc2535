// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.error.OuraException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The launcher of the example programs: {@code java -jar oura-examples.jar NAME}. */
public final class Examples {
  private static final Map<String, Example> PROGRAMS =
      Map.of("login", new Login(), "quickstart", new Quickstart(), "webhooks", new WebhookEvents());

  private Examples() {}

  /**
   * Runs the program that the first argument names. The process exits with status 1 when the
   * program failed, and with 2 when there is no program with that name.
   *
   * @param arguments the name of the program, followed by its own arguments
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status =
        run(Arrays.asList(arguments), new Example.Context(Environment.ofProcess(), out, err));
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(List<String> arguments, Example.Context context) {
    Example program = arguments.isEmpty() ? null : PROGRAMS.get(arguments.get(0));
    if (program == null) {
      context
          .err()
          .println(
              "usage: java -jar oura-examples.jar NAME, where NAME is one of "
                  + String.join(", ", new TreeMap<>(PROGRAMS).keySet()));
      return 2;
    }
    try {
      program.run(arguments.subList(1, arguments.size()), context);
      return 0;
    } catch (OuraException | IllegalArgumentException e) {
      context.err().println(e.getMessage());
      return 1;
    }
  }
}
