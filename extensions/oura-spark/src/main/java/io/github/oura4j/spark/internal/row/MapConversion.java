// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import java.util.Map;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Converts maps of names, with their nulls.
 *
 * @param value how values are converted
 */
record MapConversion(Conversion value) implements Conversion {
  @Override
  public DataType type() {
    return DataTypes.createMapType(DataTypes.StringType, value.type(), true);
  }

  @Override
  public Conversion prunedTo(DataType pruned) {
    return new MapConversion(value.prunedTo(((MapType) pruned).valueType()));
  }

  @Override
  public boolean fits(Object map) {
    return ((Map<?, ?>) map).values().stream().allMatch(each -> each == null || value.fits(each));
  }

  @Override
  public Object convert(Object map) {
    Map<?, ?> entries = (Map<?, ?>) map;
    Object[] names = entries.keySet().stream().map(name -> name((String) name)).toArray();
    Object[] values =
        entries.values().stream().map(each -> each == null ? null : value.convert(each)).toArray();
    return new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values));
  }

  /**
   * Converts a name. Lone surrogates are escaped as in JSON, and then backslashes are, too, so that
   * different names stay different.
   */
  private static UTF8String name(String name) {
    boolean isPlain = !LoneSurrogates.areIn(name) && !name.contains("\\u");
    return UTF8String.fromString(
        isPlain ? name : LoneSurrogates.escape(name.replace("\\", "\\\\")));
  }
}
