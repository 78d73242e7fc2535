// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views and tables of the source that analysts create in SQL. */
class SqlTest {
  private static final String SLEEP =
      " using oura options (type 'sleep', connector 'study', since '2026-01-01', until '2026-01-07')";

  private final Study study = Study.start();
  private final SparkSession spark = TestSession.get();

  @BeforeEach
  void forgetConnectors() {
    Connectors.clear();
  }

  @AfterEach
  void stop() {
    spark.sql("drop view if exists nights");
    spark.sql("drop table if exists night_table");
    study.close();
  }

  @Test
  void temporaryView_inSql_readsTheSource() {
    spark.sql("create temporary view nights" + SLEEP);

    assertThat(nightsOf("nights")).isPositive();
  }

  /** The catalog adds properties of its own, such as the owner and a comment. */
  @Test
  void table_inSql_readsTheSource() {
    spark.sql("create table night_table" + SLEEP + " comment 'All nights'");

    assertThat(nightsOf("night_table")).isPositive();
    assertThat(spark.sql("describe night_table").collectAsList())
        .anySatisfy(row -> assertThat(row.getString(0)).isEqualTo("total_sleep_duration"));
  }

  @Test
  void table_withPropertiesOfItsOwn_readsTheSource() {
    spark.sql("create table night_table" + SLEEP + " tblproperties ('origin' = 'ring')");
    spark.sql("alter table night_table set tblproperties ('checked' = 'yes')");

    assertThat(nightsOf("night_table")).isPositive();
  }

  @Test
  void table_withColumnsOfItsOwn_isRefusedAndCanBeDropped() {
    spark.sql("create table night_table (score int)" + SLEEP);

    assertThatThrownBy(() -> spark.table("night_table").collectAsList())
        .hasMessageContaining("The columns of the table are not those of sleep.");
    spark.sql("drop table night_table");
    assertThat(spark.catalog().tableExists("night_table")).isFalse();
  }

  @Test
  void read_withASchema_isRefused() {
    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .schema("person string, score int")
                    .format("oura")
                    .option("type", "sleep")
                    .option("connector", "study")
                    .load()
                    .collectAsList())
        .hasMessageContaining("set no schema");
  }

  @Test
  void table_withAnUnknownOption_isRefused() {
    assertThatThrownBy(
            () ->
                spark.sql(
                    "create table night_table using oura"
                        + " options (type 'sleep', connector 'study', sinse '2026-01-01')"))
        .hasMessageContaining("The option sinse is unknown.");
  }

  private long nightsOf(String table) {
    return spark
        .sql(
            "select count(*) from " + table + " where person = 'person-01' and day >= '2026-01-01'")
        .collectAsList()
        .get(0)
        .getLong(0);
  }
}
