// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes exports by the thousand, by hand, and imports them or updates to them in turn: how many,
 * of how many to generate and compile one, and the seed to begin with. Prints what became of them.
 */
final class Fuzz {
  private static final Pattern REFUSAL =
      Pattern.compile("(?s).*?(: |^)/.*?:(?<reason> .*)", Pattern.MULTILINE);

  private Fuzz() {}

  public static void main(String[] args) throws IOException {
    int imports = Integer.parseInt(args.length > 0 ? args[0] : "2000");
    int every = Integer.parseInt(args.length > 1 ? args[1] : "100");
    int first = Integer.parseInt(args.length > 2 ? args[2] : "0");
    JsonNode export = ScratchProject.export("1.41");
    Map<String, Integer> counts = new TreeMap<>();
    Path folder = Files.createTempDirectory("fuzz");
    for (int seed = first; seed < first + imports; seed++) {
      ScratchProject project = ScratchProject.at("1.41", folder);
      String command = seed % 2 == 0 ? "import" : "update";
      Outcome outcome;
      try {
        outcome = project.run(command, "1.42", ExportMutation.of(export, seed));
      } catch (RuntimeException e) {
        count(counts, "FAILED to " + command + ": seed " + seed + " " + endOf(e));
        continue;
      }
      if (outcome.exitCode() == 0) {
        count(counts, command + " done");
      } else {
        Matcher refusal = REFUSAL.matcher(outcome.err());
        count(
            counts,
            refusal.matches()
                ? "refused:" + withoutNames(refusal.group("reason"))
                : "FAILED to name the place: seed " + seed + " " + outcome.err());
      }
      if (outcome.exitCode() == 0 && seed % every == 0) {
        try {
          project.generate("seed" + seed);
          count(counts, "generated and compiled");
        } catch (RuntimeException e) {
          count(counts, "FAILED to compile: seed " + seed + " " + endOf(e));
        }
      }
    }
    counts.forEach((what, many) -> System.out.println(many + " " + what));
    System.out.println("in " + folder);
  }

  /** The generator puts the whole description into some of its messages, before the reason. */
  private static String endOf(RuntimeException e) {
    String message = e.toString().strip();
    return message.substring(Math.max(0, message.length() - 500));
  }

  private static String withoutNames(String reason) {
    return reason.strip().replaceAll("'[^']*'|/\\S+|(?<=called )\\S+", "...");
  }

  private static void count(Map<String, Integer> counts, String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
