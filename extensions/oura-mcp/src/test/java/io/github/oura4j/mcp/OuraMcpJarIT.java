// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar. {@code mvn verify} runs this test, {@code mvn test} has no jar. */
@Timeout(60)
class OuraMcpJarIT {
  private static final Path JAR = Path.of("target", "oura-mcp.jar").toAbsolutePath();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void jar_withCallsOnStandardInput_writesResponsesOnlyAndEnds() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = start(out, err);
    try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(
          String.join(
              "\n",
              Requests.INITIALIZE,
              Requests.INITIALIZED,
              Requests.call(2, "get_night", "{}"),
              Requests.call(3, "list_data", "{\"type\":\"heartrate\"}")));
    }

    assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    List<JsonNode> responses = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      responses.add(JSON.readTree(line));
    }
    assertThat(responses)
        .extracting(response -> response.path("id").asInt())
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(responses.get(0).at("/result/serverInfo/version").asText()).startsWith("0.");
    assertThat(err).content().hasLineCount(1).contains("No access token found");
  }

  private Process start(Path out, Path err) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    process.environment().keySet().removeIf(name -> name.startsWith("OURA_"));
    return process.start();
  }

  @Test
  void jar_always_containsServicesAndNoticesOfAllLibraries() throws IOException {
    List<String> libraries =
        List.of(
            Files.readString(Path.of("target", "runtime-class-path")).split(File.pathSeparator));

    assertThat(libraries).hasSizeGreaterThan(10);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String library : libraries) {
        try (JarFile libraryJar = new JarFile(library)) {
          for (ZipEntry entry : legalAndServiceFiles(libraryJar)) {
            String merged = text(jar, entry.getName());
            assertThat(text(libraryJar, entry.getName()).lines())
                .as("%s of %s", entry.getName(), library)
                .allSatisfy(line -> assertThat(merged).contains(line.strip()));
          }
        }
      }
    }
  }

  private static List<? extends ZipEntry> legalAndServiceFiles(JarFile jar) {
    return jar.stream()
        .filter(entry -> entry.getName().matches("META-INF/(services/.+|(.*-)?(NOTICE|LICENSE).*)"))
        .toList();
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    return entry == null
        ? ""
        : new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }
}
