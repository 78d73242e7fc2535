// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the steps in openapi/README.md for a new data type lead to a project whose tests of
 * all data types pass.
 */
class NewDataTypeTest {
  private static final Path ROOT = Path.of("../..");
  private static final String README = "openapi/README.md";
  private static final String CLIENT = "oura-client/src/main/java/io/github/oura4j";
  private static final String SIMULATOR =
      "testing/oura-simulator/src/main/java/io/github/oura4j/simulator";

  /**
   * The tests that iterate over all data types, by the module whose working directory they need.
   */
  private static final Map<String, List<String>> TESTS =
      new TreeMap<>(
          Map.of(
              "openapi",
              List.of("io.github.oura4j.openapi.assemble.CommittedDescriptionTest"),
              "oura-client",
              List.of(
                  "io.github.oura4j.AccessorTest",
                  "io.github.oura4j.DataTypeTest",
                  "io.github.oura4j.JsonRoundTripTest",
                  "io.github.oura4j.WebhookDocumentsTest",
                  "io.github.oura4j.credentials.ScopeTest",
                  "io.github.oura4j.internal.client.ApiCoverageTest",
                  "io.github.oura4j.internal.pipeline.RequestTypeTest"),
              "testing/oura-simulator",
              List.of(
                  "io.github.oura4j.simulator.AccessTest",
                  "io.github.oura4j.simulator.AuthorizationTest",
                  "io.github.oura4j.simulator.ContractTest",
                  "io.github.oura4j.simulator.DailyConsistencyTest"),
              "testing/oura-compatibility-tests",
              List.of("io.github.oura4j.compatibility.DocumentationTablesTest")));

  @TempDir Path folder;

  @Test
  void steps_inOrder_leadFromTheReportToAProjectWhoseTestsPass() throws Exception {
    copy("README.md");
    copy("docs");
    copy("openapi/src/main/java");
    // The import program edits the project that its classes are in.
    copy("openapi/target/classes");
    copy("oura-client/src/main/java");
    // The test of the documentation compares it with the packages of all modules.
    copy("extensions/oura-dataframe/src/main/java");
    copy("extensions/oura-spark/src/main/java");
    copy("testing/oura-simulator/src/main/java");
    ScratchProject project = ScratchProject.in(folder.resolve("openapi"));
    JsonNode export = exportWithNaps();

    // 1. The report lists what to do.
    Outcome check = project.run("update", "1.42", export, "--check");
    assertThat(check.exitCode()).as(check.err()).isEqualTo(2);
    assertThat(check.out())
        .contains("added: data type `nap`")
        .contains("added: enum value `WebhookDataType nap`")
        .contains("data type 'nap' names no scope")
        .contains("'PublicNap' is called Nap because it has no public name")
        .contains("Nap.mood")
        .contains("## Steps for data type `nap`", "`DatedDocuments<Nap> nap()`");

    // 2. to 4. A name, a scope and descriptions.
    edit("openapi/overlay/names.yaml", "schemas:\n", snippet("yaml", "PublicNap: Nap"));
    Outcome withoutScope = project.run("update", "1.42", export);
    assertThat(withoutScope.exitCode()).isEqualTo(1);
    assertThat(withoutScope.err())
        .contains("nothing was written")
        .contains("data type 'nap' names no scope");
    append("openapi/overlay/corrections.yaml", snippet("yaml", "security[*].OAuth2"));
    assertThat(project.run("update", "1.42", export, "--check").out())
        .contains("## Without a description")
        .doesNotContain("## Data types without a scope", "## Missing names");
    append("openapi/overlay/descriptions.yaml", snippet("yaml", "$.components.schemas.Nap"));
    assertThat(project.run("update", "1.42", export, "--check").out())
        .doesNotContain("## Without a description");

    // 5. The update writes the description; the generated code follows from it.
    Outcome update = project.run("update", "1.42", export);
    assertThat(update.exitCode()).as(update.err()).isZero();
    GeneratedCode code = project.generate("nap");
    assertThat(code.publicApi())
        .contains("record io.github.oura4j.model.Nap : Document")
        .anyMatch(line -> line.contains("Page<Nap> listNap("))
        .anyMatch(line -> line.contains("Nap getNap("))
        .anyMatch(line -> line.endsWith("static final DataType NAP"))
        .anyMatch(line -> line.endsWith("static final WebhookDataType NAP"));

    // 6. and 7. The accessor; the compiler reports what is missing.
    Path client = folder.resolve("oura-client/src/main/java");
    assertThatThrownBy(() -> GeneratedCode.compile(client, folder.resolve("half"), code.classes()))
        .hasMessageContaining("does not cover all possible input values");
    insertImport(CLIENT + "/OuraClient.java");
    insertBefore(
        CLIENT + "/OuraClient.java", "  /**\n", "personalInfo();", "DatedDocuments<Nap> nap();");
    edit(CLIENT + "/OuraClient.java", "return switch (dataType) {\n", snippet("java", "case NAP"));
    assertThatThrownBy(() -> GeneratedCode.compile(client, folder.resolve("half"), code.classes()))
        .hasMessageContaining(
            "ConnectedClient is not abstract and does not override abstract method nap()");
    insertImport(CLIENT + "/internal/client/ConnectedClient.java");
    insertBefore(
        CLIENT + "/internal/client/ConnectedClient.java",
        "  @Override\n",
        "personalInfo() {",
        "api::listNap");

    // 8. The simulator's documents.
    insertImport(SIMULATOR + "/internal/collection/DocumentTypes.java");
    edit(
        SIMULATOR + "/internal/collection/DocumentTypes.java",
        "ALL =\n      List.of(\n",
        snippet("java", "daily("));
    GeneratedCode.compile(
        folder.resolve("testing/oura-simulator/src/main/java"), code.classes(), code.classes());
    GeneratedCode.compile(client, code.classes(), code.classes());

    // 9. The documentation.
    edit("README.md", "| --- | --- | --- | --- |\n", snippet("markdown", "| `nap()`"));
    countOneMore("README.md");
    edit("docs/from-python.md", "| --- | --- | --- | --- |\n", snippet("markdown", "nap().list"));
    edit("docs/authentication.md", "| `daily` | ", "`nap`, ");

    // 10. The tests that iterate over all data types.
    for (Map.Entry<String, List<String>> tests : TESTS.entrySet()) {
      TestRun run = runTests(tests.getKey(), tests.getValue(), code);
      assertThat(run.exitCode()).as(run.output()).isZero();
      if (tests.getKey().equals("oura-client")) {
        assertThat(run.output()).contains("SUCCESSFUL [", "NAP");
      }
    }
  }

  private TestRun runTests(String module, List<String> tests, GeneratedCode code)
      throws IOException, InterruptedException {
    return TestRun.of(
        folder.resolve(module),
        List.of(
            folder.resolve("openapi/target/classes"),
            code.classes(),
            ROOT.resolve(module).resolve("target/test-classes")),
        tests);
  }

  /** The copies are compiled on the class path, where modules have no descriptors. */
  private static boolean isCopied(Path file) {
    return Files.isRegularFile(file) && !file.endsWith("module-info.java");
  }

  /** Copies a file or folder of the repository. */
  private void copy(String path) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(path))) {
      for (Path file : files.filter(NewDataTypeTest::isCopied).toList()) {
        Path target = folder.resolve(ROOT.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** Inserts text after the first occurrence of another one. */
  private void edit(String path, String after, String inserted) throws IOException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertThat(text).as(path).contains(after);
    int end = text.indexOf(after) + after.length();
    Files.writeString(file, text.substring(0, end) + inserted + text.substring(end));
  }

  private void append(String path, String appended) throws IOException {
    Path file = folder.resolve(path);
    Files.writeString(file, Files.readString(file) + "\n" + appended);
  }

  private void insertImport(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "import io.github.oura4j.model.",
                "import io.github.oura4j.model.Nap;\nimport io.github.oura4j.model."));
  }

  /** Inserts a snippet before the member that contains a text and begins with another one. */
  private void insertBefore(String path, String beginning, String contained, String snippet)
      throws IOException {
    Path file = folder.resolve(path);
    String text = Files.readString(file);
    assertThat(text).as(path).contains(contained);
    int before = text.lastIndexOf(beginning, text.indexOf(contained));
    assertThat(before).as(path).isPositive();
    Files.writeString(
        file, text.substring(0, before) + snippet("java", snippet) + text.substring(before));
  }

  private void countOneMore(String path) throws IOException {
    Path file = folder.resolve(path);
    Matcher count = Pattern.compile("all (\\d+) data types").matcher(Files.readString(file));
    Files.writeString(
        file,
        count.replaceFirst(
            found -> "all " + (Integer.parseInt(found.group(1)) + 1) + " data types"));
  }

  /** Returns the code block of the README that contains a text. */
  private static String snippet(String language, String text) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(ROOT.resolve(README)))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("README.md contains no code block with " + text));
  }

  /** Returns the newest export with another data type: lists, documents, sandbox and webhooks. */
  private static JsonNode exportWithNaps() throws IOException {
    ObjectNode export = ScratchProject.newestExport();
    ObjectMapper json = new ObjectMapper();
    for (String part : List.of("/paths", "/components/schemas")) {
      ObjectNode names = (ObjectNode) export.at(part);
      for (String name : names.properties().stream().map(Map.Entry::getKey).toList()) {
        String nap = renamedToNap(name);
        if (!nap.equals(name) && !name.equals(ScratchProject.ouraName("StressSummary"))) {
          names.set(nap, json.readTree(renamedToNap(names.get(name).toString())));
        }
      }
    }
    ObjectNode nap = (ObjectNode) export.at("/components/schemas/PublicNap/properties");
    nap.removeAll();
    nap.putObject("id").put("type", "string");
    nap.putObject("day").put("type", "string").put("format", "date");
    nap.putObject("mood").put("type", "string");
    ((ObjectNode) export.at("/components/schemas/PublicNap")).remove("required");
    ((ArrayNode)
            export.at(
                "/components/schemas/" + ScratchProject.ouraName("WebhookDataType") + "/enum"))
        .add("nap");
    return export;
  }

  private static String renamedToNap(String text) {
    return text.replace("daily_stress", "nap")
        .replace(ScratchProject.ouraName("DailyStress"), "PublicNap");
  }
}
