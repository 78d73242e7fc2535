// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Deserializes enums to which Oura may add values. Known values are found by the characters of the
 * parser: otherwise a text would be made of the value of each of thousands of samples. Jackson's
 * own deserializer reads all other values.
 */
final class OpenEnumDeserializer extends StdDeserializer<Object> implements ResolvableDeserializer {
  private static final long serialVersionUID = 1L;

  private final BeanDeserializerBase jackson;
  private final transient List<Constant> constants;

  private record Constant(String text, Object value) {
    boolean hasText(char[] characters, int start, int length) {
      if (length != text.length()) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (characters[start + i] != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  private OpenEnumDeserializer(BeanDeserializerBase jackson, List<Constant> constants) {
    super(jackson.getValueType());
    this.jackson = jackson;
    this.constants = constants;
  }

  static SimpleModule module() {
    return new SimpleModule("oura-open-enums")
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              private static final long serialVersionUID = 1L;

              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> jackson) {
                List<Constant> constants = constants(bean.getBeanClass());
                return !constants.isEmpty() && jackson instanceof BeanDeserializerBase base
                    ? new OpenEnumDeserializer(base, constants)
                    : jackson;
              }
            });
  }

  /** Returns the constants of a type of this library; none if it is no enum. */
  private static List<Constant> constants(Class<?> type) {
    List<Constant> constants = new ArrayList<>();
    if (!type.getPackageName().equals(Page.class.getPackageName())) {
      return constants;
    }
    for (Field field : type.getFields()) {
      if (field.getType() == type && Modifier.isStatic(field.getModifiers())) {
        Object value = constant(field);
        constants.add(new Constant(value.toString(), value));
      }
    }
    return constants;
  }

  private static Object constant(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("The constants of the models are public.");
    }
  }

  @Override
  public void resolve(DeserializationContext context) throws JsonMappingException {
    jackson.resolve(context);
  }

  @Override
  public boolean isCachable() {
    return true;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      char[] characters = parser.getTextCharacters();
      for (int i = 0; i < constants.size(); i++) {
        Constant constant = constants.get(i);
        if (constant.hasText(characters, parser.getTextOffset(), parser.getTextLength())) {
          return constant.value;
        }
      }
    }
    return jackson.deserialize(parser, context);
  }
}
