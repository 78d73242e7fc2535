// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.error.OuraException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who of a connector's people is requested: those who fulfill the conditions of a query. */
final class RequestedPeople {
  private static final int NAMES_IN_A_MESSAGE = 5;

  private final String connector;
  private final List<Predicate<String>> conditions;
  private final Set<String> named;
  private @Nullable List<String> all;

  /**
   * Creates an instance.
   *
   * @param connector the name of the connector
   * @param conditions what the query demands of a person; empty if it reads everybody
   * @param named the keys that it expects
   */
  RequestedPeople(String connector, List<Predicate<String>> conditions, Set<String> named) {
    this.connector = connector;
    this.conditions = List.copyOf(conditions);
    this.named = Set.copyOf(named);
  }

  /** Returns whether a person fulfills the conditions. */
  boolean includes(String person) {
    return conditions.stream().allMatch(condition -> condition.test(person));
  }

  /**
   * Returns the people.
   *
   * @throws OuraSparkException if somebody whom the query names is not among those of the connector
   */
  List<String> list() {
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeIf(person -> !includes(person));
    all().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw notThere(unknown);
    }
    return all().stream().filter(this::includes).toList();
  }

  private OuraSparkException notThere(Set<String> unknown) {
    return new OuraSparkException(
        "A condition on person names "
            + unknown.stream()
                .limit(NAMES_IN_A_MESSAGE)
                .map(person -> "\"" + person + "\"")
                .collect(Collectors.joining(", "))
            + (unknown.size() > NAMES_IN_A_MESSAGE
                ? " and " + (unknown.size() - NAMES_IN_A_MESSAGE) + " more"
                : "")
            + ", not among the "
            + all().size()
            + " people of the connector \""
            + connector
            + "\". Correct the key, which is case-sensitive, remove it from the condition, or let"
            + " people() return it.");
  }

  /** Returns a part of a sentence without keys; empty if everybody is requested. */
  String description() {
    if (conditions.isEmpty()) {
      return "";
    }
    try {
      long requested = all().stream().filter(this::includes).count();
      return requested == all().size() ? "" : ", " + requested + " of " + all().size() + " people";
    } catch (OuraException e) {
      // The query says what is wrong with the connector when it is planned.
      return "";
    }
  }

  private synchronized List<String> all() {
    if (all == null) {
      all = Connectors.people(connector);
    }
    return all;
  }
}
