// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Sample;
import io.github.oura4j.model.WebhookSubscription;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads and writes random documents of every data type, with values that fit, values that do not,
 * and unknown properties, and compares the result with the original as JSON values.
 */
class RandomDocumentsTest {
  private static final String DAMAGE = "{}[]\",:\\0eE+-.\ud800 n";
  private static final int DOCUMENTS_PER_TYPE = 300;
  private static final Set<String> ESSENTIAL = Set.of("id", "day", "start_day");
  private static final List<String> UNKNOWN_NAMES =
      List.of(
          "unknownProperties",
          "unknown_properties",
          "class",
          "default",
          "hashCode",
          "toString",
          "",
          " ",
          "__proto__",
          "n\u00e9w \ud83d\ude00",
          "\\ud800",
          "\\u0000",
          "a.b",
          "averageHrv");
  private static final List<String> NUMBERS =
      List.of("0", "-7", "62.5", "2.5e1", "62.0", "0.1", "1E5", "-3e-2", "9007199254740991");
  private static final List<String> NUMBERS_BEYOND_JAVA =
      List.of(
          "-0",
          "-0.0",
          "-0e5",
          "1e400",
          "1e-400",
          "1e99999999999",
          "12e2147483647",
          "1.2e-2147483646",
          "-1e-99999999999",
          "0e99999999999",
          "0.12345678901234567890123456789",
          "123456789012345678901234567890",
          "9".repeat(1_000));
  private static final List<String> STRINGS =
      List.of(
          "",
          "x",
          "true",
          "62",
          "NaN",
          "2026-02-30",
          "2026-02-30T00:00:00Z",
          "\\ud83d",
          "\\ude00\\ud83d",
          "\\\\ud800",
          "\\u0000\\n\\\"",
          "\u00e9\ud83d\ude00");

  private static final Literal NULL = new Literal("null");

  /** The text of a number or string, to be written as it is. */
  private record Literal(String text) {}

  private final Random random = new Random(20261126);

  static Stream<Class<?>> documentTypes() {
    return Stream.concat(
        Stream.of(DataType.values()).map(DataType::documentType),
        Stream.of(WebhookSubscription.class));
  }

  @ParameterizedTest
  @MethodSource("documentTypes")
  void document_afterReadAndWrite_isTheSameJsonValue(Class<?> type) throws IOException {
    for (int i = 0; i < DOCUMENTS_PER_TYPE; i++) {
      String sent = render(document(type));

      Object read = OuraJson.read(sent, type);
      String written = OuraJson.write(read);

      assertThat(values(written)).as(sent).isEqualTo(values(sent));
      assertThat(new String(written.getBytes(UTF_8), UTF_8)).isEqualTo(written);
      assertThat(OuraJson.read(written, type)).as(sent).isEqualTo(read);
    }
  }

  @ParameterizedTest
  @MethodSource("documentTypes")
  void document_afterRandomDamage_isReadOrIsADecodingException(Class<?> type) {
    for (int i = 0; i < DOCUMENTS_PER_TYPE; i++) {
      StringBuilder damaged = new StringBuilder(render(document(type)));
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), DAMAGE.charAt(random.nextInt(DAMAGE.length())));
      }
      try {
        assertThat(OuraJson.read(damaged.toString(), type)).isNotNull();
      } catch (OuraDecodingException expected) {
        assertThat(expected).hasNoCause();
      }
    }
  }

  @Test
  void values_ofDifferentTexts_differ() throws IOException {
    assertThat(values("{\"a\":2.5e1}")).isEqualTo(values("{\"a\":25.0}"));
    assertThat(values("{\"a\":-0.0}")).isNotEqualTo(values("{\"a\":0.0}"));
    assertThat(values("{\"class\":null}")).isNotEqualTo(values("{}"));
    assertThatThrownBy(() -> values("{\"a\":1,\"a\":1}")).hasMessageContaining("twice");
  }

  private Map<String, Object> document(Type type) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (RecordComponent component : ((Class<?>) type).getRecordComponents()) {
      JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
      if (property != null && random.nextInt(4) > 0) {
        boolean mustFit = ESSENTIAL.contains(property.value()) || isTimeOfASample(type, component);
        members.put(property.value(), value(component.getGenericType(), mustFit));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      members.put(pick(UNKNOWN_NAMES), anything(2, true));
    }
    return members;
  }

  private static boolean isTimeOfASample(Type type, RecordComponent component) {
    return Sample.class.isAssignableFrom((Class<?>) type)
        && component.getName().equals("timestamp");
  }

  private Object value(Type type, boolean mustFit) {
    int choice = mustFit ? 2 : random.nextInt(10);
    return switch (choice) {
      case 0 -> NULL;
      case 1 -> anything(2, !isNumber(type));
      default -> fitting(type);
    };
  }

  private static boolean isNumber(Type type) {
    return type.getTypeName().matches(".*\\.(Integer|Long|Double)>?");
  }

  private Object fitting(Type type) {
    if (type == Integer.class) {
      return new Literal(pick(List.of("0", "-7", "62", "62.0", "2.5e1", "2147483647")));
    }
    if (type == Long.class) {
      return new Literal(pick(List.of("0", "1772323200000", "1.0e12", "9223372036854775807")));
    }
    if (type == Double.class) {
      return new Literal(pick(List.of("0", "-0.0", "41", "42.5", "2.5e1", "1e300", "72.333")));
    }
    if (type == Boolean.class) {
      return random.nextBoolean();
    }
    if (type == LocalDate.class) {
      return string("2026-03-0" + (1 + random.nextInt(9)));
    }
    if (type == OffsetDateTime.class) {
      return string("2026-03-01T08:00:0" + random.nextInt(10) + ".5+05:30");
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return Stream.generate(() -> value(list.getActualTypeArguments()[0], false))
          .limit(random.nextInt(4))
          .toList();
    }
    return ((Class<?>) type).isRecord() ? document(type) : string(pick(STRINGS));
  }

  private Object anything(int depth, boolean beyondJava) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> NULL;
      case 1 -> random.nextBoolean();
      case 2 -> string(pick(STRINGS));
      case 3 -> new Literal(pick(NUMBERS));
      case 4 -> new Literal(pick(beyondJava ? NUMBERS_BEYOND_JAVA : NUMBERS));
      case 5 ->
          Stream.generate(() -> anything(depth - 1, beyondJava)).limit(random.nextInt(4)).toList();
      default -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          members.put(pick(UNKNOWN_NAMES), anything(depth - 1, beyondJava));
        }
        yield members;
      }
    };
  }

  private static Literal string(String escaped) {
    return new Literal('"' + escaped + '"');
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String render(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(member -> "\"" + member.getKey() + "\" : " + render(member.getValue()))
          .collect(joining(" , ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RandomDocumentsTest::render).collect(joining(",", "[", "]"));
    }
    return value instanceof Literal literal ? literal.text() : value.toString();
  }

  /**
   * Parses JSON independently of the library, without known properties that are null, which need
   * not be written. Numbers are compared by value and sign.
   */
  private static Object values(String json) throws IOException {
    // Jackson rejects lone surrogates in names: here, escapes of surrogates count as plain text.
    String escaped = json.replace("\\ud", "\\\\ud");
    try (JsonParser parser = new JsonFactory().createParser(escaped)) {
      parser.nextToken();
      return values(parser);
    }
  }

  private static Object values(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          if (members.put(name, values(parser)) != null) {
            throw new IllegalStateException(name + " is there twice");
          }
          if (parser.hasToken(JsonToken.VALUE_NULL) && !UNKNOWN_NAMES.contains(name)) {
            members.remove(name);
          }
        }
        return members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(values(parser));
        }
        return elements;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return number(parser.getText());
      }
      default -> {
        return parser.currentToken() + " " + parser.getText();
      }
    }
  }

  private static String number(String text) {
    try {
      BigDecimal value = new BigDecimal(text).stripTrailingZeros();
      return value.signum() == 0 && text.startsWith("-") ? "-0" : value.toString();
    } catch (NumberFormatException beyondBigDecimal) {
      return text;
    }
  }
}
