// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What callers meet when one public API takes the place of another.
 *
 * @param breaking what programs use and find no more, or must bring along from now on
 * @param added what they may use besides
 */
record PublicApiDifference(List<String> breaking, List<String> added) {

  static PublicApiDifference between(List<String> before, List<String> after) {
    Set<String> was = qualified(before);
    Set<String> is = qualified(after);
    Set<String> old = before.stream().map(PublicApiDifference::name).collect(Collectors.toSet());
    List<String> breaking = new ArrayList<>();
    List<String> added = new ArrayList<>();
    was.stream().filter(line -> !is.contains(line)).forEach(line -> breaking.add("- " + line));
    for (String line : is) {
      if (!was.contains(line)) {
        (bindsImplementers(line, old) ? breaking : added).add("+ " + line);
      }
    }
    return new PublicApiDifference(List.copyOf(breaking), List.copyOf(added));
  }

  boolean isEmpty() {
    return breaking.isEmpty() && added.isEmpty();
  }

  /** A new abstract method is one that everybody who implements an old type lacks. */
  private static boolean bindsImplementers(String line, Set<String> oldTypes) {
    int member = line.indexOf(": abstract ");
    return member > 0 && oldTypes.contains(line.substring(0, member));
  }

  /** Each member together with the name of its type. */
  private static Set<String> qualified(List<String> lines) {
    Set<String> qualified = new LinkedHashSet<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith("  ")) {
        qualified.add(type + ": " + line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        type = name(line);
        qualified.add(line);
      }
    }
    return qualified;
  }

  private static String name(String declaration) {
    return declaration.replaceFirst(".*?(class|interface|record|enum) ([^ <]+).*", "$2");
  }
}
