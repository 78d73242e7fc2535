// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.model.SleepPeriod;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples of the page about Spark, and those about Spark of the page about many people: the
 * Java code compiles, and the SQL and Python code runs.
 */
class SparkPageTest {
  private static final Path PAGE = Path.of("../../docs/spark.md");
  private static final Path SCALE_PAGE = Path.of("../../docs/scale.md");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PYTHON = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .*\n");
  private static final Pattern PYTHON_TABLES = Pattern.compile("for table in \\[(.*?)\\]");
  private static final Pattern QUOTED = Pattern.compile("\"(.*?)\"");
  private static final Pattern PYTHON_SQL =
      Pattern.compile("spark\\.sql\\(\"\"\"(.*?)\"\"\"\\)", Pattern.DOTALL);

  /** Imports for examples that show none. */
  private static final String IMPORTS =
      """
      import io.github.oura4j.*;
      import io.github.oura4j.credentials.*;
      import io.github.oura4j.jdbc.*;
      import io.github.oura4j.jdbc.ledger.*;
      import io.github.oura4j.model.DataType;
      import io.github.oura4j.spark.*;
      import java.time.LocalDate;
      import java.util.*;
      import org.apache.spark.sql.SparkSession;
      import org.apache.spark.sql.streaming.Trigger;
      """;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> javaExamples_always_compile() throws IOException {
    List<String> examples = examples(JAVA, PAGE);
    List<String> ofScale =
        examples(JAVA, SCALE_PAGE).stream()
            .filter(example -> example.contains("SparkSession"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(2);
    assertThat(ofScale).isNotEmpty();
    return Stream.concat(examples.stream(), ofScale.stream())
        .map(
            example ->
                dynamicTest(
                    IMPORT.matcher(example).replaceAll("").strip().lines().findFirst().orElse(""),
                    () -> assertThat(errorsOf(source(example))).isEmpty()));
  }

  private static List<String> examples(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().map(each -> each.group(1)).toList();
  }

  /** Returns the example that contains a text. */
  private static String example(Pattern pattern, Path page, String part) throws IOException {
    return examples(pattern, page).stream()
        .filter(example -> example.contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static String source(String example) {
    String imports =
        String.join("", IMPORT.matcher(example).results().map(each -> each.group()).toList());
    String code = IMPORT.matcher(example).replaceAll("").strip();
    return """
        %s
        abstract class Example {
          static javax.sql.DataSource dataSource() { return null; }
          static io.github.oura4j.jdbc.TokenKeys keys() { return null; }
          static java.util.List<String> people() { return java.util.List.of(); }
          %s
        }
        """
        .formatted(
            imports.isEmpty() ? IMPORTS : imports,
            code.contains("public class ")
                ? code.replace("public class ", "public static class ")
                : "void run() throws Exception {\n" + code + "\n}");
  }

  private String errorsOf(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("Example.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    compiler
        .getTask(
            errors,
            null,
            null,
            List.of(
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path")),
            null,
            compiler
                .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                .getJavaFileObjects(file))
        .call();
    return errors.toString();
  }

  @Test
  void sqlOfThePythonExample_withTheSimulatedStudy_returnsARowForEachPerson() throws IOException {
    String page = Files.readString(PAGE);
    StudyConnector.reset();
    try (Study study = Study.start()) {
      QUOTED
          .matcher(first(PYTHON_TABLES, page))
          .results()
          .map(name -> name.group(1))
          .forEach(
              type ->
                  TestSession.table(type, "since", "2026-01-01", "until", "2026-01-07")
                      .where("person in ('person-00', 'person-01')")
                      .createOrReplaceTempView(type));

      List<Row> rows = TestSession.get().sql(first(PYTHON_SQL, page)).collectAsList();

      assertThat(rows)
          .extracting(row -> row.getString(0))
          .containsExactly("person-00", "person-01");
      assertThat(study.simulator().requestCount()).isEqualTo(4);
    }
  }

  @Test
  void programs_planOnceAndStreamTwice_storeEachDocumentOnce() throws Exception {
    StudyConnector.reset();
    TestPostgres.create();
    String source =
        """
        import io.github.oura4j.jdbc.ledger.PostgresLedger;
        import io.github.oura4j.model.DataType;
        import java.time.LocalDate;
        import java.util.*;
        import javax.sql.DataSource;
        import org.apache.spark.sql.SparkSession;
        import org.apache.spark.sql.streaming.Trigger;

        public class Example {
          static DataSource dataSource() {
            var dataSource = new org.postgresql.ds.PGSimpleDataSource();
            dataSource.setURL(System.getProperty("%s"));
            return dataSource;
          }
          static List<String> people() { return List.of("person-00", "person-01"); }
          public static void plan() throws Exception { %s }
          public static void stream() throws Exception { %s }
        }
        """
            .formatted(
                StudyConnector.DATABASE,
                example(JAVA, PAGE, "ledger.plan("),
                example(JAVA, PAGE, "readStream()").replace("\"study/", "\"" + folder + "/"));
    assertThat(errorsOf(source)).isEmpty();

    try (Study study = Study.start();
        URLClassLoader programs = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Class<?> example = programs.loadClass("Example");
      example.getMethod("plan").invoke(null);
      example.getMethod("stream").invoke(null);
      long requests = study.simulator().requestCount();
      example.getMethod("stream").invoke(null);

      assertThat(study.simulator().requestCount()).isEqualTo(requests);
    }
    assertThat(TestSession.lines(new Backfill(folder).read("sleep"), "concat_ws(' ', person, id)"))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sleep | {\"id\": \"partial\", \"day\": \"2026-01-02\"}",
        "heartrate | {\"bpm\": 1, \"source\": \"awake\", \"timestamp\": \"2026-01-02T00:00:01Z\"}"
      })
  void sqlOfTheRepair_afterFailedAndOverlappingWork_returnsEachRowOnce(String type, String row)
      throws Exception {
    StudyConnector.reset();
    Backfill backfill = new Backfill(folder);
    Path work = folder.resolve("work.csv");
    Map<String, String> options =
        Map.of("work", work.toString(), "failures", "all", "partitions", "1");
    try (Study study = Study.start()) {
      String path = "/v2/usercollection/" + type;
      study
          .simulator()
          .respondNext(path, 200, "{\"data\": [" + row + "], \"next_token\": \"second\"}");
      study.simulator().respondNext(path, 500, "{}");
      Files.writeString(work, "person-00,2026-01-01,2026-01-07\nperson-01,2026-01-01,2026-01-07\n");
      backfill.run(type, options);
      Files.writeString(
          work,
          "person-00,2026-01-01,2026-01-07\nperson-01,2026-01-05,2026-01-07\n",
          StandardOpenOption.APPEND);
      backfill.run(type, options);
      backfill.read(type).createOrReplaceTempView("sleep");

      Dataset<Row> repaired = TestSession.get().sql(example(SQL, PAGE, "last_sequence"));

      boolean isSleep = type.equals("sleep");
      assertThat(TestSession.table(type, "since", "2026-01-01").schema())
          .isEqualTo(repaired.schema());
      assertThat(
              TestSession.lines(
                  repaired,
                  "concat_ws(' ', person, " + (isSleep ? "id)" : "unix_millis(timestamp), bpm)")))
          .isEqualTo(
              (isSleep ? study.documents(SleepPeriod.class, SleepPeriod::id) : study.heartRates())
                  .stream().filter(line -> line.compareTo("person-02") < 0).toList());
    }
  }

  @Test
  void sqlExample_withTheSimulatedStudy_readsTheView() throws IOException {
    StudyConnector.reset();
    try (Study study = Study.start()) {
      List<Dataset<Row>> results =
          Stream.of(example(SQL, PAGE, "temporary view").strip().split(";", -1))
              .filter(statement -> !statement.isBlank())
              .map(statement -> statement.replace("anna", "person-00").replace("ben", "person-01"))
              .map(statement -> TestSession.get().sql(statement))
              .toList();

      assertThat(TestSession.lines(results.get(results.size() - 1), "person"))
          .containsExactly("person-00", "person-01");
      assertThat(study.simulator().requestCount()).isPositive();
    } finally {
      TestSession.get().catalog().dropTempView("readiness");
    }
  }

  /** Where there is no pyspark, the tests above run the SQL of the script. */
  @Test
  void pythonExample_wherePysparkIsInstalled_printsARowForEachPerson() throws Exception {
    assumeTrue(
        hasPyspark(),
        "Skipped, because python3 has no pyspark: install it to run the Python script of the page."
            + " Its SQL is run from Java.");
    Path script =
        Files.writeString(folder.resolve("study.py"), first(PYTHON, Files.readString(PAGE)));
    try (Study study = Study.start()) {
      ProcessBuilder python = new ProcessBuilder("python3", script.toString());
      python
          .environment()
          .put(
              "PYSPARK_SUBMIT_ARGS",
              "--master local[2] --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1"
                  + " --conf spark.driver.bindAddress=127.0.0.1 --driver-class-path "
                  + classPathWithoutSpark()
                  + " --driver-java-options \"-D"
                  + StudyConnector.URL
                  + "="
                  + System.getProperty(StudyConnector.URL)
                  + " -D"
                  + StudyConnector.PEOPLE
                  + "=person-00,person-01\" pyspark-shell");
      Path printed = folder.resolve("printed.txt");
      Process process =
          python
              .redirectOutput(printed.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();

      assertThat(process.waitFor()).isZero();
      assertThat(Files.readString(printed)).contains("correlation", "|person-00|", "|person-01|");
      assertThat(study.simulator().requestCount()).isPositive();
    }
  }

  private static boolean hasPyspark() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "import pyspark")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns this project's classes, and what they need that pyspark has not. */
  private static String classPathWithoutSpark() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                Files.isDirectory(Path.of(entry))
                    || entry.matches(".*/(feign-core|itu|resilience4j|jspecify|postgresql)-[^/]*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String first(Pattern pattern, String page) {
    return pattern.matcher(page).results().findFirst().orElseThrow().group(1);
  }
}
