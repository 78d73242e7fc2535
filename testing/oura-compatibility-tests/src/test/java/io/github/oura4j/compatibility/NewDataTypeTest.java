// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the steps in openapi/README.md for a new data type lead to an accessor that works.
 */
class NewDataTypeTest {
  private static final Path README = Path.of("../../openapi/README.md");
  private static final Path CLIENT = Path.of("../../oura-client/src/main/java");

  @TempDir Path folder;

  @Test
  void steps_inOrder_leadFromTheReportToAWorkingAccessor() throws Exception {
    ScratchProject project = ScratchProject.in(folder);
    JsonNode export = exportWithNaps();

    // 1. The update reports what to do.
    Outcome update = project.run("update", "1.42", export);
    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(update.out())
        .contains("added: data type `nap`. Add an accessor to OuraClient and ConnectedClient")
        .contains("added: enum value `WebhookDataType nap`")
        .contains("schema 'PublicNap' is called Nap because it has no public name")
        .contains("Nap.mood");

    // 2. A name and descriptions; the import names each that is missing.
    String names = Files.readString(folder.resolve("overlay/names.yaml"));
    ScratchProject.write(
        folder.resolve("overlay/names.yaml"),
        names.replaceFirst("schemas:\n", "schemas:\n" + snippet("yaml", "PublicNap: Nap")));
    assertThat(project.run("import", "1.42", export).err())
        .contains("Nap.mood")
        .doesNotContain("no public name");
    String words = Files.readString(folder.resolve("overlay/descriptions.yaml"));
    ScratchProject.write(
        folder.resolve("overlay/descriptions.yaml"),
        words + "\n" + snippet("yaml", "$.components.schemas.Nap"));
    assertThat(project.run("import", "1.42", export).err()).isEmpty();

    // 3. The generated code has the model and its operations.
    GeneratedCode code = project.generate("nap");
    assertThat(code.publicApi())
        .contains("record io.github.oura4j.model.Nap : Document")
        .anyMatch(line -> line.contains("Page<Nap> listNap("))
        .anyMatch(line -> line.contains("Nap getNap("))
        .anyMatch(line -> line.endsWith("static final WebhookDataType NAP"));

    // 4. An accessor; the compiler reports a missing implementation.
    Path client = copyClient();
    insert(client, "OuraClient", "DatedDocuments<Nap> nap();");
    assertThatThrownBy(() -> GeneratedCode.compile(client, folder.resolve("half"), code.classes()))
        .hasMessageContaining(
            "ConnectedClient is not abstract and does not override abstract method nap()");
    insert(client, "internal/client/ConnectedClient", "api::listNap");
    GeneratedCode.compile(client, code.classes(), code.classes());

    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    String nap = "Nap[id=n-1, day=" + today + "]";
    assertThat(napsReadBy(code, today))
        .containsExactly("list: [" + nap + "]", "single: " + nap, "sandbox: [" + nap + "]");
  }

  /** Returns what the methods of the accessor return, with a server that has one nap. */
  private static List<String> napsReadBy(GeneratedCode code, LocalDate day) throws Exception {
    HttpServer server = serverWithOneNap(day);
    try (URLClassLoader loader = code.loader()) {
      Class<?> credentials = loader.loadClass("io.github.oura4j.credentials.Credentials");
      Class<?> client = loader.loadClass("io.github.oura4j.OuraClient");
      Class<?> documents = loader.loadClass("io.github.oura4j.Documents");
      Object builder = client.getMethod("builder").invoke(null);
      Class<?> builders = loader.loadClass("io.github.oura4j.OuraClient$Builder");
      builders
          .getMethod("credentials", credentials)
          .invoke(builder, credentials.getMethod("token", String.class).invoke(null, "t"));
      builders
          .getMethod("baseUrl", String.class)
          .invoke(builder, "http://localhost:" + server.getAddress().getPort());
      try (AutoCloseable oura = (AutoCloseable) builders.getMethod("build").invoke(builder)) {
        Object naps = client.getMethod("nap").invoke(oura);
        Object inSandbox = client.getMethod("nap").invoke(client.getMethod("sandbox").invoke(oura));
        Method iterate = documents.getMethod("iterate");
        return List.of(
            "list: " + listOf((Iterable<?>) iterate.invoke(naps)),
            "single: " + documents.getMethod("get", String.class).invoke(naps, "n-1"),
            "sandbox: " + listOf((Iterable<?>) iterate.invoke(inSandbox)));
      }
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer serverWithOneNap(LocalDate day) throws IOException {
    String nap = "{\"id\": \"n-1\", \"day\": \"" + day + "\", \"mood\": \"good\"}";
    String page = "{\"data\": [" + nap + "], \"next_token\": null}";
    Map<String, String> responses =
        Map.of(
            "/v2/usercollection/nap", page,
            "/v2/usercollection/nap/n-1", nap,
            "/v2/sandbox/usercollection/nap", page);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String response = responses.getOrDefault(exchange.getRequestURI().getPath(), "");
          byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(response.isEmpty() ? 404 : 200, bytes.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    server.start();
    return server;
  }

  private static List<?> listOf(Iterable<?> all) {
    return StreamSupport.stream(all.spliterator(), false).toList();
  }

  private Path copyClient() throws IOException {
    Path copy = folder.resolve("client");
    try (Stream<Path> files = Files.walk(CLIENT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(CLIENT.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return copy;
  }

  /** Inserts a snippet of the README into a class, before its first accessor. */
  private static void insert(Path client, String type, String snippet) throws IOException {
    Path file = client.resolve("io/github/oura4j/" + type + ".java");
    String text =
        Files.readString(file)
            .replaceFirst(
                "import io.github.oura4j.model.",
                "import io.github.oura4j.model.Nap;\nimport io.github.oura4j.model.");
    int end = text.lastIndexOf('}');
    String lines = snippet("java", snippet);
    // A nested type may end the file; the members of the outer one begin with its first accessor.
    int accessor = text.indexOf("personalInfo() {");
    int before =
        accessor < 0
            ? text.lastIndexOf("/**", text.indexOf("personalInfo();"))
            : text.lastIndexOf("@Override", accessor);
    assertThat(before).isBetween(1, end);
    Files.writeString(file, text.substring(0, before) + lines + text.substring(before));
  }

  /** Returns the code block of the README that contains a text. */
  private static String snippet(String language, String text) throws IOException {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(Files.readString(README))
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
