// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session of this JVM. */
final class TestSession {
  private TestSession() {}

  static SparkSession get() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .getOrCreate();
  }

  /** Returns the table of a data type in the study. */
  static Dataset<Row> table(String type, String... options) {
    DataFrameReader reader =
        get().read().format("oura").option("type", type).option("connector", "study");
    for (int i = 0; i < options.length; i += 2) {
      reader = reader.option(options[i], options[i + 1]);
    }
    return reader.load();
  }

  /** Returns the rows of one column of text, sorted. */
  static List<String> lines(Dataset<Row> rows, String expression) {
    return rows.selectExpr(expression).as(Encoders.STRING()).collectAsList().stream()
        .sorted()
        .toList();
  }
}
