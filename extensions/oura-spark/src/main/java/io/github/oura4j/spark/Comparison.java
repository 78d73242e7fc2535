// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * The comparison of a column with constants.
 *
 * @param column the name of the column
 * @param operator the operator, with the column on its left
 * @param values the constants as Spark represents them, such as the days since 1970: one, several
 *     for {@code IN}, or none for {@code IS_NULL} and its opposite
 */
record Comparison(String column, String operator, List<Object> values) {
  private static final Map<String, String> REVERSED =
      Map.of("=", "=", "<=>", "<=>", "<>", "<>", "<", ">", "<=", ">=", ">", "<", ">=", "<=");

  /** Returns the comparison that a condition is, if it is one. */
  static Optional<Comparison> of(Predicate condition) {
    List<Expression> children = List.of(condition.children());
    return of(condition.name(), children)
        .or(
            () ->
                children.size() == 2 && REVERSED.containsKey(condition.name())
                    ? of(REVERSED.get(condition.name()), List.of(children.get(1), children.get(0)))
                    : Optional.empty());
  }

  private static Optional<Comparison> of(String operator, List<Expression> children) {
    List<Object> values = children.stream().skip(1).flatMap(Comparison::constant).toList();
    return !children.isEmpty()
            && values.size() == children.size() - 1
            && children.get(0) instanceof NamedReference reference
            && reference.fieldNames().length == 1
        ? Optional.of(new Comparison(reference.fieldNames()[0], operator, values))
        : Optional.empty();
  }

  private static Stream<Object> constant(Expression expression) {
    return expression instanceof Literal<?> literal && literal.value() != null
        ? Stream.of((Object) literal.value())
        : Stream.empty();
  }
}
