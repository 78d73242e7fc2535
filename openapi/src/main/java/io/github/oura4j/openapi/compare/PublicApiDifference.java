// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares two versions of a public API and separates the changes that break programs from those
 * that do not.
 *
 * @param breaking removed lines ({@code -}), new lines that implementers have to provide ({@code
 *     +}), and changes of {@code @Nullable} that break programs ({@code ~})
 * @param compatible other new lines ({@code +}), and changes of {@code @Nullable} that only allow
 *     more ({@code ~})
 */
public record PublicApiDifference(List<String> breaking, List<String> compatible) {
  // In the text of an array type the annotation stands between the element type and the brackets.
  private static final Pattern NULLABLE = Pattern.compile(" @Nullable (?=\\[)|@Nullable ");

  private static final String GENERATED_INTERFACES = "io.github.oura4j.api.";

  /** Returns the difference between the lines of two versions, as {@link PublicApi} lists them. */
  public static PublicApiDifference between(List<String> before, List<String> after) {
    Map<String, String> oldLines = byTextWithoutNullable(before);
    Map<String, String> newLines = byTextWithoutNullable(after);
    Set<String> oldTypes =
        before.stream().map(PublicApiDifference::typeName).collect(Collectors.toSet());
    List<String> breaking = new ArrayList<>();
    List<String> compatible = new ArrayList<>();
    Function<DeclarationChange, List<String>> list =
        change -> change.isBreaking() ? breaking : compatible;
    oldLines.forEach(
        (text, line) -> {
          String newLine = newLines.get(text);
          if (newLine == null) {
            list.apply(DeclarationChange.REMOVED_OR_CHANGED).add("- " + line);
          } else if (!newLine.equals(line)) {
            list.apply(
                    nullnessChangeBreaks(text, line, newLine)
                        ? DeclarationChange.REMOVED_OR_CHANGED
                        : DeclarationChange.KEPT)
                .add("~ " + line + " -> " + newLine);
          }
        });
    newLines.forEach(
        (text, line) -> {
          if (!oldLines.containsKey(text)) {
            list.apply(
                    isNewAbstractMethod(line, oldTypes)
                        ? DeclarationChange.ADDED_TO_IMPLEMENT
                        : DeclarationChange.ADDED)
                .add("+ " + line);
          }
        });
    return new PublicApiDifference(List.copyOf(breaking), List.copyOf(compatible));
  }

  /** Returns whether nothing has changed. */
  public boolean isEmpty() {
    return breaking.isEmpty() && compatible.isEmpty();
  }

  /** A new abstract method in an existing type breaks everybody who implements the type. */
  private static boolean isNewAbstractMethod(String line, Set<String> oldTypes) {
    int member = line.indexOf(": abstract ");
    return isImplementedByUsers(line) && member > 0 && oldTypes.contains(line.substring(0, member));
  }

  /** Returns whether one of the places where {@code @Nullable} came or went breaks programs. */
  private static boolean nullnessChangeBreaks(String text, String oldLine, String newLine) {
    Set<Integer> wasNullable = nullablePositions(oldLine);
    Set<Integer> isNullable = nullablePositions(newLine);
    Set<Integer> all = new TreeSet<>(wasNullable);
    all.addAll(isNullable);
    return all.stream()
        .filter(position -> wasNullable.contains(position) != isNullable.contains(position))
        .anyMatch(position -> nullnessChangeBreaks(text, position, isNullable.contains(position)));
  }

  private static boolean nullnessChangeBreaks(String text, int position, boolean becameNullable) {
    if (isTypeArgument(text, position) || isOverridable(text)) {
      return true;
    }
    boolean isParameter = text.lastIndexOf('(', position) >= 0;
    return isParameter ? !becameNullable : becameNullable;
  }

  /** Generics are invariant: {@code List<A>} and {@code List<@Nullable A>} are different types. */
  private static boolean isTypeArgument(String text, int position) {
    String before = text.substring(0, position);
    return before.chars().filter(c -> c == '<').count()
        > before.chars().filter(c -> c == '>').count();
  }

  /** Returns whether users may override the method: what callers gain, overriding methods lose. */
  private static boolean isOverridable(String text) {
    return isImplementedByUsers(text)
        && (text.contains(": abstract ") || text.contains(": default "));
  }

  /** Feign implements the generated interfaces; users only call them. */
  private static boolean isImplementedByUsers(String line) {
    return !line.startsWith(GENERATED_INTERFACES);
  }

  /** Returns the positions in the text without {@code @Nullable} at which it was removed. */
  private static Set<Integer> nullablePositions(String line) {
    Set<Integer> positions = new TreeSet<>();
    int removed = 0;
    for (Matcher nullable = NULLABLE.matcher(line); nullable.find(); ) {
      positions.add(nullable.start() - removed);
      removed += nullable.group().length();
    }
    return positions;
  }

  /** Returns the lines, each member with the name of its type, by their text without nullness. */
  private static Map<String, String> byTextWithoutNullable(List<String> lines) {
    Map<String, String> byText = new LinkedHashMap<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith("  ")) {
        String qualified = type + ": " + line.strip();
        byText.put(NULLABLE.matcher(qualified).replaceAll(""), qualified);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        type = typeName(line);
        byText.put(NULLABLE.matcher(line).replaceAll(""), line);
      }
    }
    return byText;
  }

  private static String typeName(String declaration) {
    return declaration.replaceFirst(".*?(class|interface|record|enum) ([^ <]+).*", "$2");
  }
}
