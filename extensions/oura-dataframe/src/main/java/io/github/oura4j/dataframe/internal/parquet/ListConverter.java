// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/** Converts a list, with its nulls. */
final class ListConverter extends GroupConverter {
  private final Item item;
  private final Consumer<@Nullable Object> target;
  private List<@Nullable Object> items = new ArrayList<>();

  ListConverter(GroupType type, Consumer<@Nullable Object> target) {
    this.item = new Item(type.getType(0).asGroupType());
    this.target = target;
  }

  @Override
  public Converter getConverter(int field) {
    return item;
  }

  @Override
  public void start() {
    items = new ArrayList<>();
  }

  @Override
  public void end() {
    target.accept(items);
  }

  /** Converts one item, which is null unless its converter is called. */
  private final class Item extends GroupConverter {
    private final Converter converter;
    private @Nullable Object value;

    Item(GroupType type) {
      converter = ValueConverters.of(type.getType(0), read -> value = read);
    }

    @Override
    public Converter getConverter(int field) {
      return converter;
    }

    @Override
    public void start() {
      value = null;
    }

    @Override
    public void end() {
      items.add(value);
    }
  }
}
