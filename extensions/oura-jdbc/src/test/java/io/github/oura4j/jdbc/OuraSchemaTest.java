// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class OuraSchemaTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.empty();

  @BeforeEach
  void dropSchema() throws SQLException {
    database.execute("drop schema if exists oura4j cascade");
  }

  @Test
  void check_withoutASchema_saysHowToApplyIt() {
    assertThatThrownBy(() -> OuraSchema.check(database.dataSource()))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "The database has no schema oura4j. Apply the schema with OuraSchema.apply, or the"
                + " files oura4j-schema/V*.sql of oura-jdbc with your migration tool.");
  }

  @Test
  void apply_manyTimesAtOnceAndAgain_createsTheSchemaOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<? extends Future<?>> applied =
          IntStream.range(0, 4)
              .mapToObj(each -> threads.submit(() -> OuraSchema.apply(database.dataSource())))
              .toList();
      for (Future<?> result : applied) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
    OuraSchema.apply(database.dataSource());

    assertThatCode(() -> OuraSchema.check(database.dataSource())).doesNotThrowAnyException();
    assertThat(database.query("select version from oura4j.schema_version order by version"))
        .startsWith("1");
  }

  @Test
  void check_afterAnotherToolAppliedTheFiles_acceptsThem() throws Exception {
    for (Path file : schemaFiles()) {
      database.execute(Files.readString(file));
    }

    assertThatCode(() -> OuraSchema.check(database.dataSource())).doesNotThrowAnyException();
    OuraSchema.apply(database.dataSource());
    assertThat(database.query("select version from oura4j.schema_version order by version"))
        .hasSameSizeAs(schemaFiles());
  }

  @Test
  void apply_afterAnotherToolAppliedTheFirstFile_appliesTheOthers() throws Exception {
    database.execute(Files.readString(schemaFiles().get(0)));

    OuraSchema.apply(database.dataSource());

    assertThatCode(() -> OuraSchema.check(database.dataSource())).doesNotThrowAnyException();
  }

  /** Returns the files in the order in which migration tools apply them: that of their versions. */
  private static List<Path> schemaFiles() throws Exception {
    URL folder = Objects.requireNonNull(OuraSchema.class.getResource("/oura4j-schema"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files
          .sorted(
              Comparator.comparing(
                  file ->
                      Integer.parseInt(
                          file.getFileName().toString().replaceFirst("V(\\d+)__\\w+\\.sql", "$1"))))
          .toList();
    }
  }

  @Test
  void apply_whenAFileFails_changesNothing() throws SQLException {
    database.execute("create schema oura4j; create table oura4j.holds (other text)");

    assertThatThrownBy(() -> OuraSchema.apply(database.dataSource()))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("relation \"holds\" already exists")
        .hasMessageContaining("Nothing was changed.");
    assertThat(database.query("select to_regclass('oura4j.schema_version')"))
        .containsExactly((String) null);
  }

  @Test
  void applyAndCheck_whenAVersionIsNotRecorded_sayThatItDisagreesWithTheTables()
      throws SQLException {
    OuraSchema.apply(database.dataSource());
    database.execute("delete from oura4j.schema_version where version = 2");

    for (Runnable call :
        List.<Runnable>of(
            () -> OuraSchema.apply(database.dataSource()),
            () -> OuraSchema.check(database.dataSource()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(SchemaException.class)
          .hasMessageStartingWith(
              "The table oura4j.permits exists, but oura4j.schema_version has no row for its"
                  + " version, 2.");
    }
  }

  @Test
  void applyAndCheck_withoutADataSource_sayWhichArgumentIsNull() {
    assertThatThrownBy(() -> OuraSchema.apply(TestNulls.ofType()))
        .hasMessage("dataSource must not be null");
    assertThatThrownBy(() -> OuraSchema.check(TestNulls.ofType()))
        .hasMessage("dataSource must not be null");
  }

  @Test
  void applyAndCheck_withTheSchemaOfANewerVersion_sayThatTheProgramIsTooOld() throws SQLException {
    OuraSchema.apply(database.dataSource());
    database.execute("insert into oura4j.schema_version (version) values (999)");

    for (Runnable call :
        List.<Runnable>of(
            () -> OuraSchema.apply(database.dataSource()),
            () -> OuraSchema.check(database.dataSource()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("has version 999, which is newer than the version")
          .hasMessageContaining("Update oura4j in this program.");
    }
  }

  @Test
  void check_withTheSchemaOfAnOlderVersion_saysHowToApplyIt() throws Exception {
    database.execute(Files.readString(schemaFiles().get(0)));

    assertThatThrownBy(() -> OuraSchema.check(database.dataSource()))
        .isInstanceOf(SchemaException.class)
        .hasMessageMatching(
            "The schema oura4j of the database has version \\d+, and this version of oura4j needs"
                + " version \\d+\\. Apply the schema with OuraSchema\\.apply.*");
  }

  @Test
  void apply_withoutTheRightToCreateSchemas_saysSo() throws SQLException {
    String role = database.query("select 'oura4j_' || gen_random_uuid()").get(0);
    database.execute("create role \"" + role + "\" login password 'planted-password'");
    try {
      DataSource restricted = database.dataSourceOf(role, "planted-password");

      assertThatThrownBy(() -> OuraSchema.apply(restricted))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("permission denied")
          .hasMessageContaining("and the rights of the role")
          .hasMessageNotContaining("planted");
    } finally {
      database.execute("drop role \"" + role + "\"");
    }
  }

  /** A pool reports each of them as a timeout, whose cause is the exception of the driver. */
  @ParameterizedTest
  @CsvSource({"oura4j_no_database,", ",oura4j_no_role"})
  void check_withAWrongDatabaseOrRoleInAPool_saysWhatToCorrect(
      @Nullable String name, @Nullable String role) {
    PGSimpleDataSource wrong = new PGSimpleDataSource();
    wrong.setURL(database.url());
    if (name != null) {
      wrong.setDatabaseName(name);
    }
    if (role != null) {
      wrong.setUser(role);
    }
    HikariConfig config = new HikariConfig();
    config.setDataSource(wrong);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(1_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThatThrownBy(() -> OuraSchema.check(pool))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("\"" + (name == null ? role : name) + "\" does not exist")
          .hasMessageContaining("Check the database, the role and the password")
          .hasMessageNotContaining("cannot be reached");
    }
  }

  @Test
  void applyAndCheck_whenNothingListens_sayThatTheDatabaseCannotBeReached() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/oura?user=oura&password=planted");

    for (Runnable call :
        List.<Runnable>of(() -> OuraSchema.apply(nowhere), () -> OuraSchema.check(nowhere))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(SchemaException.class)
          .hasMessageStartingWith("The database cannot be reached (Connection to 127.0.0.1:1")
          .hasMessageContaining("Check that it is running")
          .hasMessageNotContaining("planted");
    }
  }
}
