// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.credentials.Environment;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorTest {
  private static final Pattern BASE_URL = Pattern.compile("http://localhost:\\d+");

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Examples.run(
        List.of(arguments),
        new Example.Context(
            Environment.of(Map.of(), directory),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> get(String uri, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void simulator_untilItIsAskedToEnd_servesThePeopleAndThePage() throws Exception {
    Process process =
        ChildProcess.of(
                directory,
                Map.of(),
                List.of(),
                "simulator",
                "--port=0",
                "--seed=7",
                "--days=365",
                "--people=3",
                "--zone=Asia/Tokyo")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      Matcher baseUrl = BASE_URL.matcher(output.readLine());
      assertThat(baseUrl.find()).isTrue();
      String info = baseUrl.group() + "/v2/usercollection/personal_info";

      assertThat(get(info, "simulated-access-token-3").body()).contains("person9@example.com");
      assertThat(get(info, "simulated-access-token-4").statusCode()).isEqualTo(401);
      assertThat(get(baseUrl.group() + "/", "").body())
          .contains("person7@example.com", "Asia/Tokyo", "personal_info</code></td><td>401</td>");

      // Unlike the method of the process, this one leaves the output open.
      process.toHandle().destroy();
      List<String> printed = output.lines().toList();
      assertThat(printed).hasSize(6);
      assertThat(printed.get(0))
          .startsWith("person7@example.com: access token simulated-access-token, days 20")
          .endsWith(" in Asia/Tokyo");
      assertThat(printed.get(5)).isEqualTo("Stopped after 2 requests.");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void simulator_onAPortInUse_failsAndSaysWhatToDo() {
    try (OuraSimulator other = OuraSimulator.start()) {
      int port = URI.create(other.baseUrl()).getPort();

      assertThat(run("simulator", "--port", String.valueOf(port))).isEqualTo(1);

      assertThat(err.toString(StandardCharsets.UTF_8).lines())
          .singleElement()
          .asString()
          .startsWith("Cannot listen on port " + port)
          .contains("Choose another port");
      assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port,   65536,       '--port must be from 0 to 65535, but is 65536.'",
    "--port,   -1,          '--port must be from 0 to 65535, but is -1.'",
    "--port,   http,        --port",
    "--seed,   x,           --seed",
    "--days,   0,           '--days must be from 1 to 36500, but is 0.'",
    "--days,   99999,       '--days must be from 1 to 36500, but is 99999.'",
    "--people, 0,           '--people must be from 1 to 100, but is 0.'",
    "--people, 101,         '--people must be from 1 to 100, but is 101.'",
    "--faults, 0,           '--faults must be from 1 to 2147483647, but is 0.'",
    "--faults, 99999999999, --faults",
    "--zone,   Asia/Tokio,  '--zone must be a time zone such as Asia/Tokyo'",
    "--zone,   '',          '--zone must be a time zone such as Asia/Tokyo'",
    "--zones,  Asia/Tokyo,  --zones"
  })
  void simulator_withAnInvalidOption_isWrongUseAndSaysWhatIsValid(
      String option, String value, String message) {
    assertThat(run("simulator", option, value)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(message, "simulator --help")
        .doesNotContain("Exception", "\tat ");
  }
}
