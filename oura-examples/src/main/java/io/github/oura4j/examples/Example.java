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
   * @param arguments the command line arguments after the name of the program
   * @param context the settings and output streams
   */
  void run(List<String> arguments, Context context);

  /**
   * The settings and output streams of a program.
   *
   * @param environment the settings
   * @param out for results
   * @param err for notices and error messages
   */
  record Context(Environment environment, PrintStream out, PrintStream err) {}
}
