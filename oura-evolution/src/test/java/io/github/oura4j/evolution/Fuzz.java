// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.evolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.evolution.ScratchProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes exports by the thousand, by hand: how many to import, of how many to generate and compile
 * one, and the seed to begin with. Prints what became of them.
 */
final class Fuzz {
  private Fuzz() {}

  public static void main(String[] args) throws IOException {
    int imports = Integer.parseInt(args.length > 0 ? args[0] : "2000");
    int every = Integer.parseInt(args.length > 1 ? args[1] : "100");
    int first = Integer.parseInt(args.length > 2 ? args[2] : "0");
    JsonNode export = ScratchProject.export("newest-export.facts.json");
    Map<String, Integer> counts = new TreeMap<>();
    Path folder = Files.createTempDirectory("fuzz");
    ScratchProject project = ScratchProject.in(folder);
    for (int seed = first; seed < first + imports; seed++) {
      Outcome outcome;
      try {
        outcome = project.run("import", "1.42", ExportMutation.of(export, seed));
      } catch (RuntimeException e) {
        count(counts, "FAILED to import: seed " + seed + " " + e);
        continue;
      }
      count(counts, outcome.exitCode() == 0 ? "imported" : "refused");
      if (outcome.exitCode() != 0 && !outcome.err().matches("(?s).*(: |^)/.*: .*")) {
        count(counts, "FAILED to name the place: seed " + seed + " " + outcome.err());
      }
      if (outcome.exitCode() == 0 && seed % every == 0) {
        try {
          project.generate("seed" + seed);
          count(counts, "generated and compiled");
        } catch (IllegalStateException e) {
          count(counts, "FAILED to compile: seed " + seed + " " + e.getMessage());
        }
      }
    }
    counts.forEach((what, many) -> System.out.println(many + " " + what));
    System.out.println("in " + folder);
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
