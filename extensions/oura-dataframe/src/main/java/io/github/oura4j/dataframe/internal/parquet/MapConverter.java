// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Converts a map of names, with its nulls. */
final class MapConverter extends GroupConverter {
  private final Entry entry;
  private final Consumer<@Nullable Object> target;
  private Map<String, @Nullable Object> entries = new LinkedHashMap<>();

  MapConverter(GroupType type, Consumer<@Nullable Object> target) {
    this.entry = new Entry(type.getType(0).asGroupType());
    this.target = target;
  }

  @Override
  public Converter getConverter(int field) {
    return entry;
  }

  @Override
  public void start() {
    entries = new LinkedHashMap<>();
  }

  @Override
  public void end() {
    target.accept(entries);
  }

  /** Converts one entry, whose value is null unless its converter is called. */
  private final class Entry extends GroupConverter {
    private final List<Converter> converters;
    private @Nullable Object name;
    private @Nullable Object value;

    Entry(GroupType type) {
      converters =
          List.of(
              ValueConverters.of(type.getType(0), read -> name = read),
              ValueConverters.of(type.getType(1), read -> value = read));
    }

    @Override
    public Converter getConverter(int field) {
      return converters.get(field);
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      entries.put(String.valueOf(name), value);
    }
  }
}
