// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Summarizes documents of any type: their numbers, how often each of their few distinct texts
 * occurs, and, for time series, the numbers of each day, week or month.
 *
 * <p>Whatever was received, the summary stays small: it has at most {@value #MOST_PROPERTIES}
 * properties, and at most {@value #MOST_VALUES} values of a text.
 */
final class Aggregates {
  private static final int MOST_PROPERTIES = 80;
  private static final int MOST_VALUES = 12;
  private static final int LONGEST_VALUE = 40;

  private final Map<String, Numbers> numbers = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> texts = new LinkedHashMap<>();
  private final Set<String> variedTexts = new TreeSet<>();
  private long count;
  private boolean isCut;

  /**
   * Adds a document.
   *
   * @param row the document as JSON
   * @param day the day to which it belongs, or null if it has none
   */
  void add(ObjectNode row, @Nullable LocalDate day) {
    count++;
    row.properties().forEach(property -> add(property.getKey(), property.getValue(), day));
  }

  private void add(String name, JsonNode value, @Nullable LocalDate day) {
    if (isIdentity(name)) {
      return;
    }
    if (value.isNumber()) {
      addNumber(name, value.doubleValue(), day);
    } else if (value.isTextual() || value.isBoolean()) {
      addText(name, value.asText());
    } else if (value.isArray()) {
      value.forEach(item -> addItem(name, item));
    } else if (value.isObject() && !value.has("items")) {
      value.properties().forEach(inner -> add(name + "." + inner.getKey(), inner.getValue(), day));
    }
  }

  /** Tells apart what identifies a document or says when it was, and what was measured. */
  private static boolean isIdentity(String name) {
    return name.equals("id")
        || name.endsWith("_id")
        || name.startsWith("timestamp")
        || name.endsWith("timestamp");
  }

  private void addItem(String name, JsonNode item) {
    if (item.isTextual()) {
      addText(name, item.textValue());
    }
  }

  private void addNumber(String name, double value, @Nullable LocalDate day) {
    if (!numbers.containsKey(name) && numbers.size() == MOST_PROPERTIES) {
      isCut = true;
      return;
    }
    numbers.computeIfAbsent(name, unused -> new Numbers()).add(value, day);
  }

  private void addText(String name, String text) {
    if (variedTexts.contains(name) || isTime(text)) {
      return;
    }
    if (!texts.containsKey(name) && texts.size() + variedTexts.size() == MOST_PROPERTIES) {
      isCut = true;
      return;
    }
    Map<String, Integer> counts = texts.computeIfAbsent(name, unused -> new TreeMap<>());
    counts.merge(text, 1, Integer::sum);
    if (counts.size() > MOST_VALUES || text.length() > LONGEST_VALUE) {
      texts.remove(name);
      variedTexts.add(name);
    }
  }

  private static boolean isTime(String text) {
    return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
  }

  long count() {
    return count;
  }

  /** Tells whether there were more properties than fit. */
  boolean isCut() {
    return isCut;
  }

  /** Returns the names of the properties whose texts are too long or too many to be counted. */
  Set<String> variedTexts() {
    return variedTexts;
  }

  /** Returns the count, everything about each number, and how often each text occurs. */
  Map<String, Object> full() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("count", count);
    Map<String, Object> summaries = new LinkedHashMap<>();
    numbers.forEach((name, values) -> summaries.put(name, values.full()));
    if (!summaries.isEmpty()) {
      result.put("numbers", summaries);
    }
    if (!texts.isEmpty()) {
      result.put("values", texts);
    }
    return result;
  }

  /** Returns the count, and the mean and extremes of each number. */
  Map<String, Object> brief() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("count", count);
    numbers.forEach((name, values) -> result.put(name, values.brief()));
    return result;
  }
}
