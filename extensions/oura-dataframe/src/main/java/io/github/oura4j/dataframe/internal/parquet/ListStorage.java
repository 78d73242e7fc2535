// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Stores lists, with their nulls.
 *
 * @param item how the items are stored
 */
record ListStorage(Storage item) implements Storage {
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  @Override
  public Type type(String name) {
    return ConversionPatterns.listOfElements(Repetition.OPTIONAL, name, item.type(ELEMENT));
  }

  @Override
  public boolean fits(Object value) {
    return ((List<?>) value).stream().allMatch(each -> each == null || item.fits(each));
  }

  @Override
  public void write(RecordConsumer consumer, Object value) {
    List<?> items = (List<?>) value;
    consumer.startGroup();
    if (!items.isEmpty()) {
      consumer.startField(LIST, 0);
      for (Object each : items) {
        consumer.startGroup();
        if (each != null) {
          consumer.startField(ELEMENT, 0);
          item.write(consumer, each);
          consumer.endField(ELEMENT, 0);
        }
        consumer.endGroup();
      }
      consumer.endField(LIST, 0);
    }
    consumer.endGroup();
  }
}
