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

class LoginTest {
  private static final InputStream NOTHING = InputStream.nullInputStream();

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
    login.run(
        List.of(arguments),
        new Example.Surroundings(
            Environment.of(variables, directory),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A browser whose person decides at once; what it ends at is remembered. */
  private Browser deciding(UnaryOperator<String> decision) {
    return address -> pageShown.set(get(decision.apply(address.toString())));
  }

  private static String get(String address) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString())
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
  void login_whenThePersonAllows_storesTokensThatTheEnvironmentFinds() throws Exception {
    Login login = new Login(NOTHING, deciding(simulator.authorization()::allow));
    Map<String, String> variables = application();

    login(login, variables, "--port", String.valueOf(freePort()));

    assertThat(pageShown.get()).contains("You are logged in");
    assertThat(printed())
        .contains("Open this address", "Stored for " + simulator.person().personalInfo().id())
        .contains("heartrate            heartrate")
        .doesNotContain("not granted", "simulated-access", "simulated-refresh");
    try (OuraClient oura =
        OuraClient.builder().environment(Environment.of(variables, directory)).build()) {
      assertThat(oura.personalInfo().get().id()).isEqualTo(simulator.person().personalInfo().id());
    }
  }

  @Test
  void login_whenScopesAreUnticked_saysWhatIsOutOfReach() throws Exception {
    Login login =
        new Login(
            NOTHING,
            deciding(address -> simulator.authorization().allow(address, "heartrate", "personal")));

    login(login, application(), "--port", String.valueOf(freePort()));

    assertThat(printed())
        .contains("Stored for me")
        .containsSubsequence("not granted", "personal", "personal_info", "heartrate");
  }

  @Test
  void login_whenThePersonRefuses_showsItAndStoresNothing() throws Exception {
    Login login = new Login(NOTHING, deciding(simulator.authorization()::deny));
    String port = String.valueOf(freePort());

    assertThatThrownBy(() -> login(login, application(), "--port", port))
        .isInstanceOf(ConsentDeniedException.class);

    assertThat(pageShown.get()).contains("No access was given", "did not agree");
    assertThat(directory.resolve("tokens")).doesNotExist();
  }

  @Test
  void login_whenAForeignCallbackComesFirst_goesOnWaiting() throws Exception {
    int port = freePort();
    String own = "http://localhost:" + port;
    Login login =
        new Login(
            NOTHING,
            address -> {
              assertThat(get(own + "/callback?code=x&state=foreign")).contains("another question");
              assertThat(get(own + "/callback?code=x")).contains("no state");
              assertThat(get(own + "/favicon.ico")).contains("Nothing is here");
              get(simulator.authorization().allow(address.toString()));
            });

    login(login, application(), "--port", String.valueOf(port), "--person", "anna");

    assertThat(TokenStore.inFolder(directory.resolve("tokens")).find("anna"))
        .map(StoredTokens::refreshSentAt)
        .isEmpty();
    assertThat(printed()).contains("Stored for anna");
  }

  @Test
  @SuppressWarnings("InputStreamSlowMultibyteRead")
  void login_pasted_needsNoListener() {
    AtomicReference<String> address = new AtomicReference<>();
    InputStream typed =
        new InputStream() {
          private InputStream pasted = NOTHING;

          @Override
          public int read() throws IOException {
            if (address.get() == null) {
              address.set(
                  printed()
                      .lines()
                      .filter(line -> line.startsWith("  "))
                      .findFirst()
                      .orElseThrow());
              pasted =
                  new ByteArrayInputStream(
                      (simulator.authorization().allow(address.get().strip()) + "\n")
                          .getBytes(StandardCharsets.UTF_8));
            }
            return pasted.read();
          }
        };

    login(
        new Login(typed, page -> {}),
        application(),
        "--paste",
        "--redirect",
        "https://x.example/back/",
        "--scopes",
        "daily, personal");

    assertThat(printed()).contains("https://x.example/back/", "Stored for", "daily_sleep");
  }

  @Test
  void login_withNothingPasted_saysSo() {
    assertThatThrownBy(() -> login(new Login(NOTHING, page -> {}), application(), "--paste"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No address was pasted");
  }

  @Test
  void login_withoutAnApplication_showsTheFlowAtTheSimulator() {
    Login refusing =
        new Login(
            NOTHING,
            address -> {
              String query = String.valueOf(address.getRawQuery());
              Map<String, String> parameters = new HashMap<>();
              for (String pair : query.split("&", -1)) {
                parameters.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
              }
              get(
                  URLDecoder.decode(parameters.get("redirect_uri"), StandardCharsets.UTF_8)
                      + "?error=access_denied&state="
                      + parameters.get("state"));
            });
    assertThatThrownBy(() -> login(refusing, Map.of())).isInstanceOf(ConsentDeniedException.class);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("built-in simulator");
  }

  @Test
  void login_withoutASecretOrAStore_saysWhatIsMissing() {
    for (String name : List.of("OURA_CLIENT_SECRET", "OURA_TOKEN_STORE")) {
      Map<String, String> variables = application();
      variables.remove(name);

      assertThatThrownBy(() -> login(new Login(NOTHING, page -> {}), variables, "--paste"))
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
        "--scopes a\"b",
        "--redirect https://x.example/callback",
        "--redirect http://x.invalid/callback"
      })
  void login_withBadArguments_refusesThem(String arguments) {
    assertThatThrownBy(
            () -> login(new Login(NOTHING, page -> {}), application(), arguments.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(usage|number|scope|paste).*");
  }

  @Test
  void login_whenThePortIsTaken_saysSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(
              () ->
                  login(
                      new Login(NOTHING, page -> {}),
                      application(),
                      "--port",
                      String.valueOf(taken.getLocalPort())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another port");
    }
  }

  /** Needs Chromium: skipped where there is none, except in continuous integration. */
  @Test
  void login_inARealBrowser_goesThroughTheConsentPageBothWays() throws Exception {
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
      assertThat(printed()).containsSubsequence("Stored for", "not granted", "heartrate");

      assertThatThrownBy(() -> decideInBrowser(browser, "deny", "No access was given", "1"))
          .isInstanceOf(ConsentDeniedException.class);
    }
  }

  private void decideInBrowser(HeadlessChromium browser, String button, String end, String before)
      throws Exception {
    AtomicReference<Thread> person = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Login login =
        new Login(
            NOTHING,
            address -> {
              Thread thread =
                  new Thread(
                      () -> {
                        try {
                          browser.open(address);
                          browser.awaitText("An application requests access to your data");
                          browser.evaluate(before);
                          picture(browser, "consent-" + button);
                          browser.click(button);
                          browser.awaitText(end);
                          picture(browser, "end-" + button);
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

  /** For people to look at, where they ask for it. */
  private static void picture(HeadlessChromium browser, String name) throws Exception {
    String folder = System.getProperty("oura4j.pictures");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }
}
