// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.dataframe.internal.schema.LoneSurrogates;
import io.github.oura4j.dataframe.internal.schema.ValueType;
import io.github.oura4j.dataframe.internal.schema.ValueType.OpenEnum;
import io.github.oura4j.dataframe.internal.schema.ValueType.Scalar;
import io.github.oura4j.json.OuraJson;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The text of a value in CSV.
 *
 * @param formulaGuard whether text that a spreadsheet would execute gets an apostrophe
 */
record CsvCell(boolean formulaGuard) {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  String text(ValueType type, Object value) {
    if (type instanceof Scalar scalar) {
      return switch (scalar) {
        case BOOLEAN, INTEGER, LONG, DOUBLE, DATE -> value.toString();
        case TEXT -> guarded(value.toString());
        case TIMESTAMP ->
            // Not toString(), which omits seconds that are zero: DuckDB cannot read it.
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.format((OffsetDateTime) value);
        case JSON -> guarded(LoneSurrogates.escape(OuraJson.write(value)));
      };
    }
    return type instanceof OpenEnum
        ? guarded(value.toString())
        : LoneSurrogates.escape(OuraJson.write(value));
  }

  private String guarded(String text) {
    return formulaGuard && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}
