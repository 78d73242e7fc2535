// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import io.github.oura4j.benchmarks.Row.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures the jars that a program gets. */
final class JarRows {
  private static final double KILOBYTE = 1_000;
  private static final double MEGABYTE = 1_000_000;

  private JarRows() {}

  static List<Row> measure(Effort effort) {
    List<Path> dependencies = ClientJars.dependencies();
    double own = size(ClientJars.client()) + size(ClientJars.generated());
    double brought = dependencies.stream().mapToDouble(JarRows::size).sum();
    return List.of(
        row(
            "generated and client jars",
            Target.atMost(600, "KB").butCurrently(665),
            own / KILOBYTE),
        row("jars that oura-client brings", Target.atMost(12, "jars"), dependencies.size()),
        row(
            "size of the jars that oura-client brings",
            Target.atMost(5, "MB"),
            brought / MEGABYTE));
  }

  private static Row row(String what, Target target, double measured) {
    return new Row(what, target, new Samples(List.of(measured)), "");
  }

  private static double size(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
