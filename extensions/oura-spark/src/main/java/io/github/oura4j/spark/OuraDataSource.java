// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Reads the Oura API as a table of Spark, one for each data type:
 *
 * <pre>{@code
 * Dataset<Row> sleep =
 *     spark.read().format("oura").option("type", "sleep").option("connector", "study").load()
 *         .where("day >= '2026-01-01'");
 * }</pre>
 *
 * <p>A batch read sends requests for the people of the {@linkplain OuraConnector connector} each
 * time that its rows are needed. Conditions on {@code person} and {@code day} limit what is
 * requested, and only the properties that the query reads are. A stream, {@code
 * spark.readStream().format("oura")}, does the work of the connector's {@linkplain
 * OuraConnector#ledger ledger}, or of a file; it requests whole documents, and nothing limits them.
 *
 * <p>The options:
 *
 * <ul>
 *   <li>{@code type}: the data type, such as {@code sleep}; see {@link
 *       io.github.oura4j.model.DataType#pathName}. Required.
 *   <li>{@code connector}: the name of an {@link OuraConnector}. Required.
 *   <li>{@code since} and {@code until}: the first and the last day, inclusive, of a batch read. It
 *       needs {@code since} or a condition on {@code day}, if its data type has days, and ignores
 *       them otherwise; the default of {@code until} is the current day.
 *   <li>{@code failures}: what becomes of people who cannot be read. With {@code fail}, the default
 *       of a batch read, the query fails. With {@code expected}, the default of a stream, those
 *       without consent, membership or scope are rows with that outcome. With {@code all}, so are
 *       those for whom Oura keeps sending errors, those whose tokens cannot be used, and those for
 *       whom the connector fails, but five of them in a row end the query. A batch read then
 *       refuses conditions on the days, which would remove these rows.
 *   <li>{@code partitions}: into how many tasks a batch is divided at most. The default is the
 *       default parallelism of Spark.
 *   <li>{@code maxWorkPerBatch}: how many pieces of work a stream does in a micro-batch at most;
 *       100 by default.
 *   <li>{@code work}: the file with the work of a stream, instead of a ledger.
 *   <li>{@code after}: the sequence of work, or the number of lines of the file, after which a new
 *       stream begins; 0 by default.
 * </ul>
 *
 * <p>Problems are reported by {@link OuraSparkException}. Spark creates this class.
 */
public final class OuraDataSource implements TableProvider, DataSourceRegister {
  /** Creates the data source. Called by Spark. */
  public OuraDataSource() {}

  @Override
  public String shortName() {
    return "oura";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    SparkCompatibility.check();
    return TableColumns.of(SourceOptions.of(options).dataType()).schema();
  }

  /**
   * Lets Spark check options when a table of a catalog is created, and keep its columns: otherwise,
   * a table with a wrong option could be created, and neither read nor dropped.
   */
  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new OuraTable(new CaseInsensitiveStringMap(properties), schema);
  }
}
