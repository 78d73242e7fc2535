// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Deserializes JSON numbers to integers: 62.0 is read as 62, and 62.5 is an error. Jackson itself
 * either truncates both or rejects both.
 *
 * @param <N> Integer or Long
 */
final class WholeNumbers<N extends Number> extends StdScalarDeserializer<N> {
  private static final long serialVersionUID = 1L;

  private final Class<N> type;
  private final transient LongFunction<N> exactInteger;
  private final transient Function<BigDecimal, N> exactDecimal;

  private WholeNumbers(
      Class<N> type, LongFunction<N> exactInteger, Function<BigDecimal, N> exactDecimal) {
    super(type);
    this.type = type;
    this.exactInteger = exactInteger;
    this.exactDecimal = exactDecimal;
  }

  static SimpleModule module() {
    return new SimpleModule("oura-whole-numbers")
        .addDeserializer(
            Integer.class,
            new WholeNumbers<>(Integer.class, Math::toIntExact, BigDecimal::intValueExact))
        .addDeserializer(
            Long.class, new WholeNumbers<>(Long.class, Long::valueOf, BigDecimal::longValueExact));
  }

  @Override
  public N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      return type.cast(context.handleUnexpectedToken(type, parser));
    }
    try {
      return exactNumber(parser);
    } catch (ArithmeticException | NumberFormatException e) {
      return type.cast(context.handleWeirdNumberValue(type, 0, "not a whole number"));
    }
  }

  private N exactNumber(JsonParser parser) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return exactInteger.apply(parser.getLongValue());
    }
    // Not getDecimalValue(), whose exception for a long exponent differs from version to version.
    return exactDecimal.apply(new BigDecimal(parser.getText()));
  }
}
