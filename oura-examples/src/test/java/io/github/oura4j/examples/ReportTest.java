// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  @TempDir Path directory;

  private Programs programs = new Programs(Path.of(""));

  @BeforeEach
  void create() {
    programs = new Programs(directory);
  }

  private int report(Map<String, String> settings, String... options) {
    List<String> arguments = new ArrayList<>(List.of("report"));
    arguments.addAll(Arrays.asList(options));
    if (!arguments.contains("--out")) {
      arguments.addAll(List.of("--out", file().toString()));
    }
    return programs.run(settings, arguments.toArray(String[]::new));
  }

  private static OuraSimulator startSimulator() {
    return OuraSimulator.builder().clock(Programs.CLOCK).start();
  }

  private static Map<String, String> settings(OuraSimulator simulator, String token) {
    return Map.of("OURA_ACCESS_TOKEN", token, "OURA_BASE_URL", simulator.baseUrl());
  }

  private Path file() {
    return directory.resolve("report.html");
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void report_withoutAToken_writesAPageOfTheSimulatedPersonAndReportsThatInOneLine()
      throws Exception {
    assertThat(report(Map.of(), "--last", "1w")).isZero();

    assertThat(programs.err().lines()).singleElement().asString().contains("simulator");
    assertThat(programs.out()).startsWith("Wrote " + file()).contains(" KB): 20");
    assertThat(Files.readString(file())).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(Files.readString(file()))
        .contains("<p><strong>This person is made up: the data comes from the built-in simulator");
    assertThat(files()).containsExactly("report.html");
  }

  @Test
  void report_withAToken_doesNotSayThatThePersonIsMadeUp() throws Exception {
    try (OuraSimulator simulator = startSimulator()) {
      assertThat(report(Programs.settings(simulator), "--last", "3d")).isZero();
    }

    assertThat(Files.readString(file())).doesNotContain("made up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --last 0d                                | '0d' is not a number of days
          --last 367d                              | '367d' is not a number of days
          --last 30                                | Write 1d to 366d
          --last -3d                               | '-3d' is not a number of days
          --last 9999w                             | is not a number of days
          --since 2026-02-30                       | '2026-02-30' is not a day
          --since 1926-01-01                       | before there was any ring
          --since 2026-01-02 --until 2026-01-01    | Exchange them
          --until 2026-01-01                       | --until needs --since
          --since 2026-03-20 --until 2026-03-22    | Choose an earlier day
          --last 3d --since 2026-01-01             | either --last, or --since and --until
          --since 9000-01-01                       | in the future: today is 2026-03-21 in
          --since 2014-01-01 --until 2015-01-02    | more than 366 days
          --last 3d --out no/such/folder/x.html    | does not exist. Create it
          --last 3d --out /                        | is a folder. Name the file
          --frobnicate                             | --frobnicate
          """)
  void report_withWrongOptions_saysWhatToDoAndSendsNoRequest(String options, String message)
      throws Exception {
    try (OuraSimulator simulator = startSimulator()) {
      int status = report(Programs.settings(simulator), options.strip().split(" +", -1));

      assertThat(status).isEqualTo(2);
      assertThat(programs.err()).contains(message.strip(), "For help: ").doesNotContain("\tat ");
      assertThat(simulator.requests()).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void report_whenTheFileIsNotAReport_leavesItUnchanged() throws Exception {
    Files.writeString(file(), "my diary");

    assertThat(report(Map.of(), "--last", "3d")).isEqualTo(2);

    assertThat(programs.err()).contains("is not a report of this program");
    assertThat(file()).hasContent("my diary");
  }

  @Test
  void report_whenItRunsAgain_replacesItsPage() throws Exception {
    assertThat(report(Map.of(), "--last", "3d")).isZero();
    long longer = Files.size(file());
    assertThat(report(Map.of(), "--last", "1d")).isZero();

    assertThat(Files.size(file())).isLessThan(longer);
  }

  @Test
  void report_whenTheFolderCannotBeWrittenTo_saysWhatToDo() {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "no folder that nobody can write to");

    assertThat(report(Map.of(), "--out", "/proc/report.html")).isEqualTo(1);

    assertThat(programs.err()).contains("/proc cannot be written to. Choose another folder.");
  }

  @Test
  void report_inACountryWithOtherDigits_hasTheDigitsOfItsLanguage() throws Exception {
    Process process =
        ChildProcess.of(
                directory,
                Map.of(),
                List.of("-Duser.language=ar", "-Duser.country=EG"),
                "report",
                "--last",
                "1w",
                "--out",
                file().toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(Files.readString(file())).doesNotContainPattern("(?U)[\\d&&[^0-9]]");
  }

  @Test
  void report_withoutAScope_showsTheOthersAndASentence() throws Exception {
    try (OuraSimulator simulator = startSimulator()) {
      String token = tokenWithoutScopes(simulator, "heartrate");

      assertThat(report(settings(simulator, token), "--last", "3d")).isEqualTo(3);

      assertThat(programs.err().lines()).singleElement().asString().startsWith("heartrate: ");
      assertThat(Files.readString(file()))
          .containsPattern("class=\"missing\">No heart rate[^<]*scope")
          .contains("Steps by day");
    }
  }

  @Test
  void report_withJson_printsTheNumbersOfTheSummariesAndWhatIsMissing() throws Exception {
    try (OuraSimulator simulator = startSimulator()) {
      String token = tokenWithoutScopes(simulator, "spo2");

      assertThat(report(settings(simulator, token), "--last", "3d", "--json")).isEqualTo(3);
    }

    JsonNode printed = new ObjectMapper().readTree(programs.out());
    assertThat(printed.get("source").asText()).isEqualTo("oura");
    assertThat(printed.get("file").asText()).isEqualTo(file().toString());
    assertThat(printed.get("bytes").asLong()).isEqualTo(Files.size(file()));
    assertThat(printed.at("/missing/0/type").asText()).isEqualTo("daily_spo2");
    assertThat(printed.at("/missing/0/reason").asText()).contains("scope");
    JsonNode asleep = measure(printed, "time_asleep");
    assertThat(asleep.get("unit").asText()).isEqualTo("seconds");
    assertThat(asleep.get("average").asDouble()).isBetween(3 * 3600.0, 12 * 3600.0);
    assertThat(asleep.at("/highest/day").asText()).matches("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(asleep.get("change_per_week").isNull()).isTrue();
    JsonNode oxygen = measure(printed, "spo2");
    assertThat(oxygen.get("days").asInt()).isZero();
    assertThat(oxygen.get("average").isNull()).isTrue();
    assertThat(oxygen.size()).isEqualTo(asleep.size());
  }

  private static JsonNode measure(JsonNode printed, String name) {
    for (JsonNode measure : printed.get("measures")) {
      if (measure.get("measure").asText().equals(name)) {
        return measure;
      }
    }
    throw new AssertionError("no measure " + name + " in " + printed);
  }

  private static String tokenWithoutScopes(OuraSimulator simulator, String... scopes) {
    try (OAuthClient oauth =
        OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
            .redirectUri("http://localhost:8765/callback")
            .build()) {
      AuthorizationRequest request = oauth.authorize(Scope.all());
      String redirect = simulator.authorization().allow(request.uri().toString(), scopes);
      OAuthTokens tokens = oauth.exchange(oauth.parseCallback(redirect, request.state()));
      return tokens.accessToken();
    }
  }

  @Test
  void report_whenOneDataTypeFailsUnexpectedly_isDoneInPart() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isScores = exchange.getRequestURI().getPath().endsWith("/daily_sleep");
          byte[] body = "{\"data\":[],\"next_token\":null}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(isScores ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String baseUrl = "http://localhost:" + server.getAddress().getPort();
      Map<String, String> settings = Map.of("OURA_ACCESS_TOKEN", "t", "OURA_BASE_URL", baseUrl);

      assertThat(report(settings, "--last", "3d")).isEqualTo(3);

      assertThat(programs.err().lines())
          .hasSize(6)
          .anyMatch(line -> line.startsWith("heartrate: "));
      assertThat(Files.readString(file())).contains("No sleep scores from ");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void report_whenNothingCanBeFetched_failsAndWritesNothing() throws Exception {
    SimulatedPerson lapsed = SimulatedPerson.builder().membershipLapsed().build();
    try (OuraSimulator simulator =
        OuraSimulator.builder().clock(Programs.CLOCK).person(lapsed).start()) {
      assertThat(report(Programs.settings(simulator))).isEqualTo(1);

      assertThat(programs.err()).contains("membership has lapsed");
      assertThat(files()).isEmpty();
    }
  }
}
