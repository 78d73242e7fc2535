// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.filter.AlwaysFalse;
import org.apache.spark.sql.connector.expressions.filter.AlwaysTrue;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Not;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.unsafe.types.UTF8String;

/** Evaluates what conditions say about the person, so that nobody else is requested. */
final class PersonFilter {
  private static final Set<String> EQUALITIES = Set.of("=", "<=>", "IN");

  private PersonFilter() {}

  /** Returns the condition on a person's key; empty if it is not about the person alone. */
  static Optional<Predicate<String>> of(
      org.apache.spark.sql.connector.expressions.filter.Predicate condition) {
    if (condition instanceof And and) {
      return of(and.left()).flatMap(left -> of(and.right()).map(left::and));
    }
    if (condition instanceof Or or) {
      return of(or.left()).flatMap(left -> of(or.right()).map(left::or));
    }
    if (condition instanceof Not not) {
      return of(not.child()).map(Predicate::negate);
    }
    if (condition instanceof AlwaysTrue || condition instanceof AlwaysFalse) {
      return Optional.of(person -> condition instanceof AlwaysTrue);
    }
    return Comparison.of(condition)
        .filter(comparison -> comparison.column().equals(TableColumns.PERSON))
        .flatMap(PersonFilter::ofPerson);
  }

  /**
   * Returns what a condition requires of the person, apart from its other columns; empty if it
   * requires nothing. No row of a person who does not satisfy it can satisfy the condition.
   */
  static Optional<Predicate<String>> necessary(
      org.apache.spark.sql.connector.expressions.filter.Predicate condition) {
    if (condition instanceof And and) {
      Optional<Predicate<String>> left = necessary(and.left());
      Optional<Predicate<String>> right = necessary(and.right());
      return left.isPresent() && right.isPresent()
          ? Optional.of(left.get().and(right.get()))
          : left.or(() -> right);
    }
    if (condition instanceof Or or) {
      return necessary(or.left()).flatMap(left -> necessary(or.right()).map(left::or));
    }
    return of(condition);
  }

  /**
   * Returns the keys with which a condition compares the person for equality: the query expects
   * them, apart from those that another part of it excludes.
   */
  static Set<String> named(org.apache.spark.sql.connector.expressions.filter.Predicate condition) {
    if (condition instanceof And and) {
      return union(named(and.left()), named(and.right()));
    }
    if (condition instanceof Or or) {
      return necessary(or).isPresent() ? union(named(or.left()), named(or.right())) : Set.of();
    }
    return Comparison.of(condition)
        .filter(comparison -> comparison.column().equals(TableColumns.PERSON))
        .filter(comparison -> EQUALITIES.contains(comparison.operator()))
        .map(comparison -> comparison.values().stream())
        .orElse(Stream.empty())
        .filter(UTF8String.class::isInstance)
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    return Stream.concat(left.stream(), right.stream()).collect(Collectors.toSet());
  }

  /** Compares as Spark does, by the bytes of UTF-8. A person's key is never null. */
  private static Optional<Predicate<String>> ofPerson(Comparison comparison) {
    if (!comparison.values().stream().allMatch(UTF8String.class::isInstance)) {
      return Optional.empty();
    }
    List<UTF8String> texts = comparison.values().stream().map(UTF8String.class::cast).toList();
    return switch (comparison.operator()) {
      case "IS_NOT_NULL" -> Optional.of(person -> true);
      case "IS_NULL" -> Optional.of(person -> false);
      case "IN" -> Optional.of(person -> texts.contains(UTF8String.fromString(person)));
      default ->
          texts.size() == 1 ? ofPerson(comparison.operator(), texts.get(0)) : Optional.empty();
    };
  }

  private static Optional<Predicate<String>> ofPerson(String operator, UTF8String text) {
    Optional<Predicate<UTF8String>> condition =
        switch (operator) {
          case "=", "<=>" -> Optional.of(text::equals);
          case "<>" -> Optional.of(person -> !person.equals(text));
          case "<" -> Optional.of(person -> person.compareTo(text) < 0);
          case "<=" -> Optional.of(person -> person.compareTo(text) <= 0);
          case ">" -> Optional.of(person -> person.compareTo(text) > 0);
          case ">=" -> Optional.of(person -> person.compareTo(text) >= 0);
          case "STARTS_WITH" -> Optional.of(person -> person.startsWith(text));
          case "ENDS_WITH" -> Optional.of(person -> person.endsWith(text));
          case "CONTAINS" -> Optional.of(person -> person.contains(text));
          default -> Optional.empty();
        };
    return condition.map(each -> person -> each.test(UTF8String.fromString(person)));
  }
}
