// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Environment;
import java.io.PrintStream;
import java.util.List;

/** One example program. */
interface Example {
  /**
   * Runs the program.
   *
   * @param arguments what stands behind its name on the command line
   * @param surroundings what it reads from and prints to
   */
  void run(List<String> arguments, Surroundings surroundings);

  /**
   * What a program reads from and prints to.
   *
   * @param environment the settings
   * @param out for results
   * @param err for everything else
   */
  record Surroundings(Environment environment, PrintStream out, PrintStream err) {}
}
