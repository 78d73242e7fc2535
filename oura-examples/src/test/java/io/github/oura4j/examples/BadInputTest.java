// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/** What programs say about bad input: a sentence that says what to do, and no stack trace. */
class BadInputTest {
  private static final OuraSimulator SIMULATOR =
      OuraSimulator.builder().clock(Programs.CLOCK).start();

  @TempDir Path directory;

  private Programs programs = new Programs(Path.of(""));

  @BeforeEach
  void create() {
    programs = new Programs(directory);
  }

  @AfterEach
  void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  @AfterAll
  static void stop() {
    SIMULATOR.close();
  }

  private static Arguments input(String line, String settings, int status, String message) {
    return Arguments.of(line, settings, status, message);
  }

  /** Command line, settings, exit code and a part of the message. */
  static List<Arguments> inputs() {
    return List.of(
        input("sleep --date 2026-02-30", "", 2, "Write it as 2026-03-21"),
        input("sleep --date 2026-03-22", "", 2, "Choose an earlier day."),
        input("sleep --date 1926-03-21", "", 2, "Choose 2013-01-01 or later."),
        input("sleep --date", "", 2, "--date"),
        input("heart-rate --date 2026-02-30", "", 2, "Write it as 2026-03-21"),
        input("heart-rate --date 2026-03-22", "", 2, "Choose an earlier day."),
        input("heart-rate --date 12-03-21", "", 2, "Write it as 2026-03-21"),
        input("export --out OUT --since 2026-02-30", "", 2, "Write it as 2026-03-21"),
        input("export --out OUT --since 2026-03-22", "", 2, "Choose an earlier day."),
        input("export --out OUT --since 2026-03-20 --until 2026-03-22", "", 2, "--until"),
        input("export --out FILE --since 2026-03-20", "", 2, "FILE is a file. Choose a folder."),
        input("export --out FILE/x --since 2026-03-20", "", 2, "FILE is a file."),
        input("export --since 2026-03-20 --out ", "", 2, "--out is empty. Choose a folder"),
        input("export --since 2026-03-20", "", 2, "--out"),
        input("login --port USED", "login", 1, "Choose another port"),
        input("login --port 0", "login", 2, "1 to 65535"),
        input("login --port 1 --redirect http://x/", "login", 2, "Give only one of --port"),
        input("simulator --people abc", "", 2, "'abc' is not a whole number."),
        input("login --scopes a\"b", "login", 2, "scope"),
        input("login --redirect https://x.example/", "login", 2, "Add --paste"),
        input("login", "store", 1, "OURA_TOKEN_STORE"),
        input("login", "file", 1, "FILE"),
        input("webhooks https://x.example/ USED", "webhooks", 1, "Choose another port."),
        input("webhooks https://x.example/ 99999", "webhooks", 2, "1 to 65535"),
        input("webhooks https://x.example/", "", 2, "no arguments"),
        input("simulator --port USED", "", 1, "Choose another port"),
        input("simulator --zone Asia/Tokio", "", 2, "such as Asia/Tokyo"),
        input("simulator --people 0", "", 2, "--people must be from 1 to 100"),
        input("completion --name a;b", "", 2, "such as oura"),
        input("quickstart", "scopes", 1, "scope"),
        input("sleep", "scopes", 1, "scope"),
        input("heart-rate", "scopes", 1, "scope"),
        input("dataframe", "scopes", 1, "scope"),
        input("export --out OUT --since 2026-03-20", "scopes", 1, "--person KEY"),
        input("export --out OUT --since 2026-03-20 --person me", "scopes", 3, "scope"),
        input("quickstart", "no token", 1, "No access token was found. Set OURA_ACCESS_TOKEN"),
        input("webhooks https://x.example/", "no token", 1, "unset OURA_BASE_URL"),
        input("quickstart", "unreachable", 1, "OURA_BASE_URL"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void program_withBadInput_saysWhatToDo(String line, String settings, int status, String message)
      throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String[] arguments =
          line.replace("USED", "" + used.getLocalPort())
              .replace("FILE", file.toString())
              .replace("OUT", directory.resolve("out").toString())
              .split(" ", -1);

      assertThat(run(arguments, settings(settings))).isEqualTo(status);
    }
    assertThat(programs.err()).contains(message.replace("FILE", file.toString()));
    assertIsSentence();
    assertThat(file).hasContent("mine");
  }

  static Stream<Arguments> programsAndArguments() {
    return Examples.NAMES.stream()
        .flatMap(
            name ->
                Stream.of("--nonsense", "--help=no", "extra", "@file", "\"", "--date=x=\"y")
                    .map(argument -> Arguments.of(name, argument)));
  }

  @ParameterizedTest
  @MethodSource("programsAndArguments")
  void everyProgram_withUnknownArguments_rejectsThem(String name, String argument) {
    assertThat(programs.run(name, argument)).isEqualTo(2);

    assertThat(programs.err())
        .endsWith("For help: java -jar oura-examples.jar " + name + " --help\n");
    assertThat(programs.out()).isEmpty();
    assertIsSentence();
  }

  /**
   * Java programs cannot see their standard error here, so picocli's own warnings need a process.
   */
  @Test
  void login_withAStrayQuote_printsNoWarningOfTheParser() throws Exception {
    Process process =
        ChildProcess.of(directory, Map.of(), List.of(), "login", "--scopes", "a\"b")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(printed).contains("scope").doesNotContain("picocli", "WARN", "\u001b");
  }

  @Test
  void login_withoutABrowser_saysWhatToDoAndWaits() {
    Login login =
        new Login(
            InputStream.nullInputStream(),
            uri -> {
              Thread.currentThread().interrupt();
              throw new IOException("There is none.");
            });

    assertThatThrownBy(() -> login.run(programs.context(Map.of(), Ansi.OFF)))
        .hasMessage("Waiting for the browser was interrupted.");

    assertThat(programs.err()).contains("No browser was found", "run login --paste");
  }

  private int run(String[] arguments, Map<String, String> settings) {
    return programs.run(settings, arguments);
  }

  private void assertIsSentence() {
    assertThat(programs.err())
        .doesNotContain("Exception", "\tat ", "picocli", "defect")
        .containsPattern("(?m)^([a-z0-9_]+: )?([A-Z']|--[a-z]).*\\.$");
  }

  private Map<String, String> settings(String name) {
    Map<String, String> application =
        Map.of(
            "OURA_CLIENT_ID",
            "simulated-client-id",
            "OURA_CLIENT_SECRET",
            "simulated-client-secret",
            "OURA_BASE_URL",
            SIMULATOR.baseUrl());
    Map<String, String> settings = new HashMap<>();
    switch (name) {
      case "login" -> {
        settings.putAll(application);
        settings.put("OURA_TOKEN_STORE", directory.resolve("tokens").toString());
      }
      case "store", "no token" -> settings.putAll(application);
      case "file" -> {
        settings.putAll(application);
        settings.put("OURA_TOKEN_STORE", directory.resolve("file/tokens").toString());
      }
      case "webhooks" -> {
        settings.putAll(application);
        settings.put("OURA_ACCESS_TOKEN", SIMULATOR.token());
      }
      case "scopes" -> settings.putAll(withoutScopes());
      case "unreachable" -> {
        settings.put("OURA_BASE_URL", "localhost:1");
        settings.put("OURA_ACCESS_TOKEN", "t");
      }
      default -> assertThat(name).isEmpty();
    }
    return settings;
  }

  /** Returns a token that reads nothing but workouts. */
  private static Map<String, String> withoutScopes() {
    try (OAuthClient oauth =
        OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(SIMULATOR.baseUrl()))
            .redirectUri("http://localhost:8765/callback")
            .build()) {
      AuthorizationRequest request = oauth.authorize(List.of(Scope.WORKOUT));
      String redirect = SIMULATOR.authorization().allow(request.uri().toString());
      String token = oauth.exchange(oauth.parseCallback(redirect, request.state())).accessToken();
      return Map.of("OURA_ACCESS_TOKEN", token, "OURA_BASE_URL", SIMULATOR.baseUrl());
    }
  }
}
