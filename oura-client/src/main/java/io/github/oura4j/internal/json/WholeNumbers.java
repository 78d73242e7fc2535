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

/**
 * Deserializes JSON numbers to integers: 62.0 is read as 62, and 62.5 is an error. Jackson itself
 * either truncates both or rejects both.
 *
 * @param <N> Integer or Long
 */
final class WholeNumbers<N extends Number> extends StdScalarDeserializer<N> {
  private static final long serialVersionUID = 1L;

  private final Class<N> type;
  private final transient Function<BigDecimal, N> exact;

  private WholeNumbers(Class<N> type, Function<BigDecimal, N> exact) {
    super(type);
    this.type = type;
    this.exact = exact;
  }

  static SimpleModule module() {
    return new SimpleModule("oura-whole-numbers")
        .addDeserializer(
            Integer.class, new WholeNumbers<>(Integer.class, BigDecimal::intValueExact))
        .addDeserializer(Long.class, new WholeNumbers<>(Long.class, BigDecimal::longValueExact));
  }

  @Override
  public N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      return type.cast(context.handleUnexpectedToken(type, parser));
    }
    if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)
        && parser.getNumberType() == JsonParser.NumberType.INT
        && type == Integer.class) {
      return type.cast(parser.getIntValue());
    }
    try {
      return exact.apply(parser.getDecimalValue());
    } catch (ArithmeticException e) {
      return type.cast(context.handleWeirdNumberValue(type, 0, "not a whole number"));
    }
  }
}
