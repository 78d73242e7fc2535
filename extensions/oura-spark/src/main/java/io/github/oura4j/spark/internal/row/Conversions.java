// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark.internal.row;

import io.github.oura4j.dataframe.internal.schema.ValueType;
import io.github.oura4j.dataframe.internal.schema.ValueType.ListOf;
import io.github.oura4j.dataframe.internal.schema.ValueType.MapOf;
import io.github.oura4j.dataframe.internal.schema.ValueType.Scalar;
import io.github.oura4j.dataframe.internal.schema.ValueType.Struct;

/** Finds the conversion for a type. */
final class Conversions {
  private Conversions() {}

  /** Returns the conversion of a property. */
  static Conversion ofProperty(ValueType type) {
    if (type instanceof Struct struct) {
      return StructConversion.ofProperty(struct.schema());
    }
    return type == Scalar.TIMESTAMP ? ScalarConversion.TIMESTAMP : ofItem(type);
  }

  /** Returns the conversion of items of lists and maps, which have no columns beside them. */
  private static Conversion ofItem(ValueType type) {
    if (type instanceof ListOf list) {
      return new ListConversion(ofItem(list.item()));
    }
    if (type instanceof MapOf map) {
      return new MapConversion(ofItem(map.value()));
    }
    if (type instanceof Struct struct) {
      return StructConversion.ofItem(struct.schema());
    }
    return type instanceof Scalar scalar ? ofScalar(scalar) : ScalarConversion.TEXT;
  }

  private static Conversion ofScalar(Scalar type) {
    return switch (type) {
      case BOOLEAN -> ScalarConversion.BOOLEAN;
      case INTEGER -> ScalarConversion.INTEGER;
      case LONG -> ScalarConversion.LONG;
      case DOUBLE -> ScalarConversion.DOUBLE;
      case TEXT -> ScalarConversion.TEXT;
      case JSON -> ScalarConversion.JSON;
      case DATE -> ScalarConversion.DATE;
      case TIMESTAMP -> ScalarConversion.TIMESTAMP_TEXT;
    };
  }
}
