// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that measures something in turns: it is idle until it is told to run for a while, and
 * then prints what it measured. Processes that are compared alternate in short turns, so that a
 * change in the speed of the machine affects all of them, and none profits from what the compiler
 * learned from another.
 */
final class Contestant implements AutoCloseable {
  /** The compiler rests while it works for at most this part of the time. */
  private static final int REST_FACTOR = 10;

  private final Process process;
  private final Writer turns;
  private final BufferedReader results;

  private Contestant(Process process) {
    this.process = process;
    this.turns = process.outputWriter(StandardCharsets.UTF_8);
    this.results = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a process.
   *
   * @param program its main class, which calls {@link #run}
   * @param options the options of its virtual machine
   * @param arguments the arguments of the program
   */
  static Contestant start(Class<?> program, List<String> options, Object... arguments)
      throws IOException {
    String classPath = System.getProperty("java.class.path");
    return new Contestant(
        new ProcessBuilder(command(classPath, program, options, arguments))
            .redirectError(Redirect.INHERIT)
            .start());
  }

  /** Returns a command that runs a program with the Java of this process. */
  static List<String> command(
      String classPath, Class<?> program, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  /** Waits until the process has warmed up, while others do so at the same time. */
  void awaitWarmUp() throws IOException {
    turn(Duration.ZERO);
  }

  /** Lets the process run for a while, and returns what it measured. */
  double turn(Duration duration) throws IOException {
    turns.write(duration.toNanos() + System.lineSeparator());
    turns.flush();
    String result = results.readLine();
    if (result == null) {
      throw new IllegalStateException("A process failed. Its error is above.");
    }
    return Double.parseDouble(result);
  }

  /** Ends the process. */
  @Override
  public void close() throws IOException {
    turns.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Warms up, and then measures in this process, in each turn that the other one asks for. */
  static void run(Effort effort, Measurement measurement) throws Exception {
    warmUp(effort, measurement);
    PrintStream results = System.out;
    BufferedReader turns =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String turn = turns.readLine(); turn != null; turn = turns.readLine()) {
      results.println(measurement.during(Duration.ofNanos(Long.parseLong(turn))));
    }
  }

  /**
   * Measures until the just-in-time compiler has come to rest. A program with more code is compiled
   * for longer, and is several times slower until then.
   */
  private static void warmUp(Effort effort, Measurement measurement) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    long restingSince = start;
    while (System.nanoTime() - restingSince < effort.rest().toNanos()
        && system.getProcessCpuTime() < effort.maxWarmUp().toNanos()
        && System.nanoTime() - start < 2 * effort.maxWarmUp().toNanos()) {
      long compiledBefore = compiler.getTotalCompilationTime();
      long before = System.nanoTime();
      measurement.during(effort.turn());
      Duration compiled = Duration.ofMillis(compiler.getTotalCompilationTime() - compiledBefore);
      if (compiled.toNanos() > (System.nanoTime() - before) / REST_FACTOR) {
        restingSince = System.nanoTime();
      }
    }
  }

  /** What a process measures. */
  @FunctionalInterface
  interface Measurement {
    /** Measures for about this long. */
    double during(Duration duration) throws Exception;

    /** Returns a measurement of how many seconds a task takes that is repeated. */
    static Measurement ofSeconds(Task task) {
      return duration -> {
        long start = System.nanoTime();
        long runs = 0;
        long elapsed;
        do {
          task.run();
          runs++;
          elapsed = System.nanoTime() - start;
        } while (elapsed < duration.toNanos());
        return elapsed / 1e9 / runs;
      };
    }
  }

  /** What is measured. */
  @FunctionalInterface
  interface Task {
    /** Runs once. */
    void run() throws Exception;
  }
}
