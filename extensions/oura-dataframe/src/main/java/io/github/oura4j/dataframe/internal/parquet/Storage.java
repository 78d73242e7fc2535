// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.parquet;

import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/** How values of one type are stored in Parquet. */
interface Storage {
  /** Returns the Parquet type of a property. It is optional: every property can be null. */
  Type type(String name);

  /**
   * Returns whether the value can be stored: Parquet has no days that are millions of years away.
   */
  default boolean fits(Object value) {
    return true;
  }

  /** Writes a plain value that is not null and fits. */
  void write(RecordConsumer consumer, Object value);
}
