// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.oura4j.dataframe.internal.schema.Column;
import io.github.oura4j.dataframe.internal.schema.RecordSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CSV as RFC 4180 describes it, in UTF-8, with a header. {@link DocumentFormat#csv} returns the
 * defaults.
 *
 * <ul>
 *   <li>Nested objects become columns with dotted names, such as {@code contributors.deep_sleep}.
 *   <li>Lists, such as the items of sample series, are JSON text.
 *   <li>The last column, {@code unknown_properties}, has the JSON text of what the other columns
 *       cannot hold.
 *   <li>A null is an empty field, and an empty text is a pair of quotes.
 *   <li>Timestamps keep their offset and always have seconds.
 *   <li>Text that a spreadsheet would execute as a formula starts with an apostrophe.
 * </ul>
 *
 * <p>Immutable, and safe for use by multiple threads.
 */
public final class CsvFormat implements DocumentFormat {
  static final CsvFormat DEFAULTS = new CsvFormat(true, true);

  private final boolean series;
  private final boolean formulaGuard;

  private CsvFormat(boolean series, boolean formulaGuard) {
    this.series = series;
    this.formulaGuard = formulaGuard;
  }

  /**
   * Returns this format without the columns of lists of numbers, which make most of the size of
   * sleep periods and daily activity.
   *
   * @return the format
   */
  public CsvFormat withoutSeries() {
    return new CsvFormat(false, formulaGuard);
  }

  /**
   * Returns this format with text as it is. By default, an apostrophe is put before text that
   * starts with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return:
   * spreadsheets execute such text as a formula, and people enter tags and comments. Programs that
   * read the file need no guard.
   *
   * @return the format
   */
  public CsvFormat withoutFormulaGuard() {
    return new CsvFormat(series, false);
  }

  @Override
  public String extension() {
    return "csv";
  }

  /** Returns the extension and the settings that differ from the defaults. */
  @Override
  public String toString() {
    return extension()
        + (series ? "" : " without series")
        + (formulaGuard ? "" : " without formula guard");
  }

  @Override
  public <T> DocumentWriter<T> writer(Class<T> type, OutputStream file) throws IOException {
    RecordSchema schema = RecordSchema.of(type);
    List<Column> columns =
        Column.of(schema).stream().filter(column -> series || !column.isSeries()).toList();
    CsvWriter csv =
        CsvWriter.builder()
            .quoteStrategy(QuoteStrategies.EMPTY)
            .lineDelimiter(LineDelimiter.LF)
            .build(file, StandardCharsets.UTF_8);
    CsvRows<T> rows = new CsvRows<>(schema, columns, new CsvCell(formulaGuard), csv);
    rows.writeHeader();
    return rows;
  }
}
