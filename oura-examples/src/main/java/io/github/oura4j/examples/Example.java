// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.Environment;
import java.io.PrintStream;
import java.time.Clock;
import picocli.CommandLine.Help.Ansi;

/** One example program: a command of picocli, whose options are set before it runs. */
interface Example {
  /** The exit code of a program that did what it was asked to. */
  int DONE = 0;

  /** The exit code of a program that failed. */
  int FAILED = 1;

  /** The exit code of a program whose arguments or options are wrong. */
  int WRONG_USE = 2;

  /** The exit code of a program that did a part of what it was asked to. */
  int DONE_IN_PART = 3;

  /**
   * Runs the program.
   *
   * @param context the settings and output streams
   * @return the exit code
   * @throws WrongUseException if arguments or options contradict each other or the settings
   */
  int run(Context context);

  /**
   * The settings and output streams of a program.
   *
   * @param environment the settings
   * @param out for results
   * @param err for notices and error messages
   * @param clock the source of the current time
   * @param ansi whether results have colors
   */
  record Context(
      Environment environment, PrintStream out, PrintStream err, Clock clock, Ansi ansi) {

    /** The context of a program at the current time, without colors. */
    Context(Environment environment, PrintStream out, PrintStream err) {
      this(environment, out, err, Clock.systemUTC(), Ansi.OFF);
    }
  }
}
