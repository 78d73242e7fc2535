// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import org.apache.spark.sql.types.DataType;

/** How values of one type become values of Spark. */
interface Conversion {
  /** Returns the type in Spark. */
  DataType type();

  /**
   * Returns this conversion for a type from which Spark has removed properties that a query does
   * not read.
   */
  default Conversion prunedTo(DataType pruned) {
    return this;
  }

  /** Returns whether the value has an equivalent in Spark. */
  default boolean fits(Object value) {
    return true;
  }

  /** Converts a plain value that is not null and fits. */
  Object convert(Object value);
}
