// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Stores maps of names, with their nulls.
 *
 * @param value how the values are stored
 */
record MapStorage(Storage value) implements Storage {
  private static final String ENTRIES = "key_value";
  private static final String KEY = "key";
  private static final String VALUE = "value";

  @Override
  public Type type(String name) {
    Type key =
        Types.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(KEY);
    return Types.optionalMap().key(key).value(value.type(VALUE)).named(name);
  }

  @Override
  public boolean fits(Object map) {
    return ((Map<?, ?>) map).values().stream().allMatch(each -> each == null || value.fits(each));
  }

  @Override
  public void write(RecordConsumer consumer, Object map) {
    Map<?, ?> entries = (Map<?, ?>) map;
    consumer.startGroup();
    if (!entries.isEmpty()) {
      consumer.startField(ENTRIES, 0);
      entries.forEach((name, entry) -> writeEntry(consumer, (String) name, entry));
      consumer.endField(ENTRIES, 0);
    }
    consumer.endGroup();
  }

  private void writeEntry(RecordConsumer consumer, String name, @Nullable Object entry) {
    consumer.startGroup();
    consumer.startField(KEY, 0);
    consumer.addBinary(Binary.fromString(name));
    consumer.endField(KEY, 0);
    if (entry != null) {
      consumer.startField(VALUE, 1);
      value.write(consumer, entry);
      consumer.endField(VALUE, 1);
    }
    consumer.endGroup();
  }
}
