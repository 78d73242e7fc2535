// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import io.github.oura4j.json.OuraJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Converts a row or a struct to a JSON object as Oura sent it, without properties that are null.
 */
final class StructConverter extends GroupConverter {
  private static final int SECONDS_PER_MINUTE = 60;

  private final List<Converter> converters = new ArrayList<>();
  private final Consumer<@Nullable Object> target;
  private Map<String, @Nullable Object> object = new LinkedHashMap<>();

  StructConverter(GroupType type, Consumer<@Nullable Object> target) {
    this.target = target;
    for (Type property : type.getFields()) {
      String name = property.getName();
      converters.add(ValueConverters.of(property, value -> object.put(name, value)));
    }
  }

  @Override
  public Converter getConverter(int property) {
    return converters.get(property);
  }

  @Override
  public void start() {
    object = new LinkedHashMap<>();
  }

  @Override
  public void end() {
    restoreOffsets();
    if (object.remove(RecordSchema.UNKNOWN) instanceof String json) {
      addAll(object, OuraJson.read(json, Map.class));
    }
    target.accept(object);
  }

  /** Makes timestamps of instants and the offsets beside them. */
  private void restoreOffsets() {
    for (String name : List.copyOf(object.keySet())) {
      if (object.get(name) instanceof Instant instant) {
        Object minutes = object.remove(name + StructStorage.OFFSET_SUFFIX);
        int seconds = minutes instanceof Integer offset ? offset * SECONDS_PER_MINUTE : 0;
        object.put(name, instant.atOffset(ZoneOffset.ofTotalSeconds(seconds)));
      }
    }
  }

  /** Adds properties to an object, and properties of nested objects to the objects in it. */
  private static void addAll(Map<String, @Nullable Object> object, Map<?, ?> properties) {
    properties.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> nested && object.get(name) instanceof Map<?, ?> struct) {
            @SuppressWarnings("unchecked") // made by a converter of this class
            Map<String, @Nullable Object> target = (Map<String, @Nullable Object>) struct;
            addAll(target, nested);
          } else {
            object.put((String) name, value);
          }
        });
  }
}
