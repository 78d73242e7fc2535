// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import java.util.List;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Converts lists, with their nulls.
 *
 * @param item how items are converted
 */
record ListConversion(Conversion item) implements Conversion {
  @Override
  public DataType type() {
    return DataTypes.createArrayType(item.type(), true);
  }

  @Override
  public Conversion prunedTo(DataType pruned) {
    return new ListConversion(item.prunedTo(((ArrayType) pruned).elementType()));
  }

  @Override
  public boolean fits(Object value) {
    return ((List<?>) value).stream().allMatch(each -> each == null || item.fits(each));
  }

  @Override
  public Object convert(Object value) {
    return new GenericArrayData(
        ((List<?>) value).stream().map(each -> each == null ? null : item.convert(each)).toArray());
  }
}
