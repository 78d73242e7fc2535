// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.spark.internal.row.TableColumns;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The documents or samples of one data type. What is wrong with its options is said when it is
 * read: a table of a catalog must be dropped without that.
 *
 * @param properties the options of the query, or the properties of a table of a catalog
 * @param schema the columns, which a catalog has kept
 */
record OuraTable(CaseInsensitiveStringMap properties, StructType schema) implements SupportsRead {
  @Override
  public String name() {
    return "oura";
  }

  /** Used by Spark in place of {@code columns()}. */
  @Override
  @SuppressWarnings("deprecation") // it is what the default of columns() calls
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap scanOptions) {
    SparkCompatibility.check();
    SourceOptions options = SourceOptions.of(properties);
    String columns = TableColumns.of(options.dataType()).schema().catalogString();
    if (!columns.equals(schema.catalogString())) {
      throw new OuraSparkException(
          "The columns of the table are not those of "
              + options.dataType().pathName()
              + ". Name no columns and set no schema: they follow from the option type. If an older"
              + " version of the library created a table of a catalog, drop it and create it again.");
    }
    return new OuraScanBuilder(options);
  }
}
