// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/**
 * Serializers and deserializers of floating-point numbers. Numbers whose magnitude a double cannot
 * hold, such as 1e400 and 1e-400, are errors: Jackson itself reads infinity and zero. Digits beyond
 * the precision of a double are rounded.
 */
final class FloatingPointNumbers {
  private FloatingPointNumbers() {}

  static SimpleModule module() {
    return new SimpleModule("oura-floating-point-numbers")
        .addDeserializer(Double.class, new DoubleDeserializer())
        .addSerializer(Double.class, new DoubleSerializer());
  }

  private static final class DoubleDeserializer extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleDeserializer() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.currentToken().isNumeric()) {
        return (Double) context.handleUnexpectedToken(Double.class, parser);
      }
      double value = parser.getDoubleValue();
      if (Double.isInfinite(value) || (value == 0 && !isZero(parser.getText()))) {
        return (Double)
            context.handleWeirdNumberValue(Double.class, 0, "beyond the range of a double");
      }
      return value;
    }

    private static boolean isZero(String number) {
      for (int i = 0; i < number.length(); i++) {
        char digit = number.charAt(i);
        if (digit == 'e' || digit == 'E') {
          return true;
        }
        if (digit >= '1' && digit <= '9') {
          return false;
        }
      }
      return true;
    }
  }

  private static final class DoubleSerializer extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleSerializer() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw new JsonGenerationException("JSON has no infinity and no NaN", json);
      }
      json.writeNumber(value);
    }
  }
}
