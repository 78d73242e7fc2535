// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LoginTest {
  private static final InputStream NO_INPUT = InputStream.nullInputStream();

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicReference<String> pageShown = new AtomicReference<>("");
  private final OuraSimulator simulator = OuraSimulator.start();

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Map<String, String> application() {
    return new HashMap<>(
        Map.of(
            "OURA_CLIENT_ID",
            "simulated-client-id",
            "OURA_CLIENT_SECRET",
            "simulated-client-secret",
            "OURA_TOKEN_STORE",
            directory.resolve("tokens").toString(),
            "OURA_BASE_URL",
            simulator.baseUrl()));
  }

  private void login(Login login, Map<String, String> variables, String... arguments) {
    new CommandLine(login).parseArgs(arguments);
    login.run(
        new Example.Context(
            Environment.of(variables, directory),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns a browser in which the person decides immediately; it keeps the page shown last. */
  private Browser deciding(UnaryOperator<String> decision) {
    return uri -> pageShown.set(get(decision.apply(uri.toString())));
  }

  private static String get(String uri) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void login_whenThePersonGrantsAccess_storesTokensThatTheEnvironmentFinds() throws Exception {
    Login login = new Login(NO_INPUT, deciding(simulator.authorization()::allow));
    Map<String, String> variables = application();

    login(login, variables, "--port", String.valueOf(freePort()));

    assertThat(pageShown.get()).contains("You are logged in");
    assertThat(printed())
        .contains("Open this URL", "Stored the tokens of " + simulator.person().personalInfo().id())
        .contains("heartrate            heartrate")
        .doesNotContain("not granted", "simulated-access", "simulated-refresh");
    try (OuraClient oura =
        OuraClient.builder().environment(Environment.of(variables, directory)).build()) {
      assertThat(oura.personalInfo().get().id()).isEqualTo(simulator.person().personalInfo().id());
    }
  }

  @Test
  void login_whenScopesAreDeselected_listsTheInaccessibleDataTypes() throws Exception {
    Login login =
        new Login(
            NO_INPUT,
            deciding(uri -> simulator.authorization().allow(uri, "heartrate", "personal")));

    login(login, application(), "--port", String.valueOf(freePort()));

    assertThat(printed())
        .contains("Stored the tokens of me")
        .containsSubsequence("not granted", "personal", "personal_info", "heartrate");
  }

  @Test
  void login_whenThePersonDeniesAccess_showsThatAndStoresNothing() throws Exception {
    Login login = new Login(NO_INPUT, deciding(simulator.authorization()::deny));
    String port = String.valueOf(freePort());

    assertThatThrownBy(() -> login(login, application(), "--port", port))
        .isInstanceOf(ConsentDeniedException.class);

    assertThat(pageShown.get()).contains("Access was denied", "no tokens were stored");
    assertThat(directory.resolve("tokens")).doesNotExist();
  }

  @Test
  void login_whenAnUnrelatedCallbackComesFirst_keepsWaiting() throws Exception {
    int port = freePort();
    String server = "http://localhost:" + port;
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              assertThat(get(server + "/callback?code=x&state=foreign"))
                  .contains("The login failed", "state");
              assertThat(get(server + "/callback?code=x")).contains("The login failed", "no state");
              assertThat(get(server + "/favicon.ico")).contains("Page not found");
              get(simulator.authorization().allow(uri.toString()));
            });

    login(login, application(), "--port", String.valueOf(port), "--person", "anna");

    assertThat(TokenStore.inFolder(directory.resolve("tokens")).find("anna"))
        .map(StoredTokens::refreshSentAt)
        .isEmpty();
    assertThat(printed()).contains("Stored the tokens of anna");
  }

  @Test
  @SuppressWarnings("InputStreamSlowMultibyteRead")
  void login_withAPastedRedirect_needsNoServer() {
    AtomicReference<String> consentUri = new AtomicReference<>();
    InputStream input =
        new InputStream() {
          private InputStream pasted = NO_INPUT;

          @Override
          public int read() throws IOException {
            if (consentUri.get() == null) {
              consentUri.set(
                  printed()
                      .lines()
                      .filter(line -> line.startsWith("  "))
                      .findFirst()
                      .orElseThrow());
              pasted =
                  new ByteArrayInputStream(
                      (simulator.authorization().allow(consentUri.get().strip()) + "\n")
                          .getBytes(StandardCharsets.UTF_8));
            }
            return pasted.read();
          }
        };

    login(
        new Login(input, page -> {}),
        application(),
        "--paste",
        "--redirect",
        "https://x.example/back/",
        "--scopes",
        "daily, personal");

    assertThat(printed())
        .contains("https://x.example/back/", "Stored the tokens of", "daily_sleep");
  }

  @Test
  void login_whenNothingIsPasted_saysWhatToDo() {
    assertThatThrownBy(() -> login(new Login(NO_INPUT, page -> {}), application(), "--paste"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No URL was pasted");
  }

  @Test
  void login_withoutAnApplication_runsTheFlowAgainstTheSimulator() {
    Login denying =
        new Login(
            NO_INPUT,
            uri -> {
              String query = String.valueOf(uri.getRawQuery());
              Map<String, String> parameters = new HashMap<>();
              for (String pair : query.split("&", -1)) {
                parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
              }
              get(
                  URLDecoder.decode(parameters.get("redirect_uri"), StandardCharsets.UTF_8)
                      + "?error=access_denied&state="
                      + parameters.get("state"));
            });
    assertThatThrownBy(() -> login(denying, Map.of())).isInstanceOf(ConsentDeniedException.class);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("built-in simulator");
  }

  @Test
  void login_withoutASecretOrATokenStore_namesTheMissingSetting() {
    for (String name : List.of("OURA_CLIENT_SECRET", "OURA_TOKEN_STORE")) {
      Map<String, String> variables = application();
      variables.remove(name);

      assertThatThrownBy(() -> login(new Login(NO_INPUT, page -> {}), variables, "--paste"))
          .isInstanceOf(CredentialsException.class)
          .hasMessageContaining(name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--nonsense",
        "--port",
        "--port x",
        "--port 0",
        "--port 70000",
        "--port 1 --redirect http://localhost:1/callback",
        "--scopes a\"b",
        "--redirect https://x.example/callback",
        "--redirect http://x.invalid/callback"
      })
  void login_withInvalidArguments_rejectsThem(String arguments) {
    assertThatThrownBy(
            () -> login(new Login(NO_INPUT, page -> {}), application(), arguments.split(" ", -1)))
        .isInstanceOfAny(ParameterException.class, IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(Unknown option|Missing|number|scope|paste|exclusive).*");
  }

  @Test
  void login_whenThePortIsInUse_suggestsAnotherPort() throws Exception {
    try (ServerSocket inUse = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(
              () ->
                  login(
                      new Login(NO_INPUT, page -> {}),
                      application(),
                      "--port",
                      String.valueOf(inUse.getLocalPort())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another port");
    }
  }

  /** Requires Chromium: skipped on machines without it, except in continuous integration. */
  @Test
  void login_inARealBrowser_grantsAndDeniesOnTheConsentPage() throws Exception {
    Optional<Path> chromium = HeadlessChromium.find();
    assumeTrue(
        chromium.isPresent() || "true".equals(System.getenv("CI")),
        "there is no Chromium on this machine");
    try (HeadlessChromium browser =
        HeadlessChromium.start(chromium.orElseThrow(), directory.resolve("profile"))) {
      decideInBrowser(
          browser,
          "allow",
          "You are logged in",
          "document.getElementsByName('scope.heartrate')[0].click()");
      assertThat(printed()).containsSubsequence("Stored the tokens of", "not granted", "heartrate");

      assertThatThrownBy(() -> decideInBrowser(browser, "deny", "Access was denied", "1"))
          .isInstanceOf(ConsentDeniedException.class);
    }
  }

  private void decideInBrowser(HeadlessChromium browser, String button, String end, String before)
      throws Exception {
    AtomicReference<Thread> person = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              Thread thread =
                  new Thread(
                      () -> {
                        try {
                          browser.open(uri);
                          browser.awaitText("An application requests access to your data");
                          browser.evaluate(before);
                          saveScreenshot(browser, "consent-" + button);
                          browser.click(button);
                          browser.awaitText(end);
                          saveScreenshot(browser, "end-" + button);
                        } catch (Throwable e) {
                          failure.set(e);
                        }
                      });
              person.set(thread);
              thread.start();
            });
    try {
      login(login, application(), "--port", String.valueOf(freePort()));
    } finally {
      person.get().join();
      assertThat(failure.get()).isNull();
    }
  }

  /** Saves a screenshot for visual inspection when the system property names a folder. */
  private static void saveScreenshot(HeadlessChromium browser, String name) throws Exception {
    String folder = System.getProperty("oura4j.screenshots");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }
}
