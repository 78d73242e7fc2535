// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deserializes values of which no type is known to maps, lists, strings, numbers, booleans and
 * nulls, and keeps every number unchanged. Jackson itself loses the sign of a negative zero, and
 * fails with an unchecked exception on an exponent of more than 32 bits.
 */
final class UnknownValues extends StdDeserializer<Object> {
  private static final long serialVersionUID = 1L;

  private static final ObjectReader READER =
      JsonMapper.builder()
          .addModule(module())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Object.class);

  private UnknownValues() {
    super(Object.class);
  }

  static SimpleModule module() {
    return new SimpleModule("oura-unknown-values")
        .addDeserializer(Object.class, new UnknownValues());
  }

  /** Decodes a JSON text that consists of one value. */
  static @Nullable Object decode(byte[] json) throws IOException {
    return READER.readValue(LoneSurrogates.unescape(new String(json, StandardCharsets.UTF_8)));
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return read(parser);
  }

  /** Reads the value at the current token. The depth is limited by the parser. */
  static @Nullable Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members;
  }

  private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(parser));
    }
    return elements;
  }

  private static Number integer(JsonParser parser) throws IOException {
    Number value = parser.getNumberValue();
    return value.equals(0) && parser.getText().startsWith("-") ? new NumberLiteral("-0") : value;
  }

  private static Number decimal(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if ((value.signum() == 0 && text.startsWith("-")) || !canBeReadBack(value)) {
        return new NumberLiteral(text);
      }
      // 2.5e1 would be written as an integer otherwise.
      return value.scale() == 0 ? value.setScale(1) : value;
    } catch (NumberFormatException exponentTooLong) {
      return new NumberLiteral(text);
    }
  }

  /** BigDecimal writes 12e2147483647 as 1.2E+2147483648, an exponent that it does not read. */
  private static boolean canBeReadBack(BigDecimal value) {
    return value.precision() - 1L - value.scale() <= Integer.MAX_VALUE;
  }
}
