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
 * Fuzzes the import program: mutates an export thousands of times, imports each or updates to it,
 * and prints how often each outcome occurred. Run by hand, to find exports that crash the program
 * or lead to code that does not compile.
 *
 * <p>Arguments: the number of exports (2,000 by default), of how many to generate and compile one
 * (100 by default), and the first seed (0 by default).
 */
final class ImportFuzzer {
  private static final Pattern REJECTION =
      Pattern.compile("(?s).*?(: |^)/.*?:(?<reason> .*)", Pattern.MULTILINE);

  private ImportFuzzer() {}

  public static void main(String[] args) throws IOException {
    int exports = Integer.parseInt(args.length > 0 ? args[0] : "2000");
    int every = Integer.parseInt(args.length > 1 ? args[1] : "100");
    int first = Integer.parseInt(args.length > 2 ? args[2] : "0");
    JsonNode export = ScratchProject.export("1.41");
    Map<String, Integer> counts = new TreeMap<>();
    Path folder = Files.createTempDirectory("import-fuzzer");
    for (int seed = first; seed < first + exports; seed++) {
      ScratchProject project = ScratchProject.at("1.41", folder);
      String command = seed % 2 == 0 ? "import" : "update";
      Outcome outcome;
      try {
        outcome = project.run(command, "1.42", ExportMutation.of(export, seed));
      } catch (RuntimeException e) {
        count(counts, "FAILED to " + command + ": seed " + seed + " " + lastPart(e));
        continue;
      }
      if (outcome.exitCode() == 0) {
        count(counts, command + " succeeded");
      } else {
        Matcher rejection = REJECTION.matcher(outcome.err());
        count(
            counts,
            rejection.matches()
                ? "rejected:" + withoutNames(rejection.group("reason"))
                : "FAILED to name the location: seed " + seed + " " + outcome.err());
      }
      if (outcome.exitCode() == 0 && seed % every == 0) {
        try {
          project.generate("seed" + seed);
          count(counts, "generated and compiled");
        } catch (RuntimeException e) {
          count(counts, "FAILED to compile: seed " + seed + " " + lastPart(e));
        }
      }
    }
    counts.forEach((outcome, count) -> System.out.println(count + " " + outcome));
    System.out.println("in " + folder);
  }

  /** Returns the end of a message: the generator puts the whole description before the reason. */
  private static String lastPart(RuntimeException e) {
    String message = e.toString().strip();
    return message.substring(Math.max(0, message.length() - 500));
  }

  private static String withoutNames(String reason) {
    return reason.strip().replaceAll("'[^']*'|/\\S+|(?<=called )\\S+", "...");
  }

  private static void count(Map<String, Integer> counts, String outcome) {
    counts.merge(outcome, 1, Integer::sum);
  }
}
