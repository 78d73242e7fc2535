// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.ConsentDeniedException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.examples.login.Browser;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

@Timeout(120)
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
    new CommandLine(login).setSplitQuotedStrings(true).parseArgs(arguments);
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
    return request("GET", uri).body();
  }

  private static HttpResponse<String> request(String method, String uri) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(uri))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
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
  void login_whenTheOpenerFindsNoBrowser_saysWhatToDo() throws Exception {
    assumeTrue("Linux".equals(System.getProperty("os.name")), "only there it is a script");
    Path opener = directory.resolve("xdg-open");
    Files.writeString(opener, "#!/bin/sh\nexit 3\n");
    Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
    Process process =
        ChildProcess.of(
                directory,
                Map.of("PATH", directory.toString()),
                List.of(),
                "login",
                "--port",
                String.valueOf(freePort()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(
              CompletableFuture.supplyAsync(
                  () ->
                      process
                          .errorReader(StandardCharsets.UTF_8)
                          .lines()
                          .anyMatch(line -> line.startsWith("No browser was found"))))
          .succeedsWithin(Duration.ofSeconds(60))
          .isEqualTo(true);
    } finally {
      process.destroyForcibly();
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
        .contains("Stored the tokens of me in", "--person")
        .containsSubsequence("not granted", "personal", "personal_info", "heartrate");
  }

  @Test
  void login_whenThePersonDeniesAccess_showsThatAndStoresNothing() throws Exception {
    Login login = new Login(NO_INPUT, deciding(simulator.authorization()::deny));
    String port = String.valueOf(freePort());

    assertThatThrownBy(() -> login(login, application(), "--port", port))
        .isInstanceOf(ConsentDeniedException.class);

    assertThat(pageShown.get()).contains("Access was denied", "no tokens were stored");
    assertThat(storedPeople()).isEmpty();
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
                  .contains("Not the expected page", "state", "still waiting");
              assertThat(get(server + "/callback?code=x")).contains("Not the expected page");
              assertThat(get(server + "/favicon.ico")).contains("Page not found");
              get(simulator.authorization().allow(uri.toString()));
            });

    login(login, application(), "--port", String.valueOf(port), "--person", "anna");

    assertThat(TokenStore.inFolder(directory.resolve("tokens")).find("anna"))
        .map(StoredTokens::refreshSentAt)
        .isEmpty();
    assertThat(printed()).contains("Stored the tokens of anna");
  }

  private Set<String> storedPeople() {
    return TokenStore.inFolder(directory.resolve("tokens")).people();
  }

  private static String state(URI consentUri) {
    return String.valueOf(consentUri.getRawQuery()).replaceFirst(".*&state=([^&]+).*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/callback", "/callback/", "/callback?from=oura"})
  void login_withAnyPathOfTheRedirectUri_acceptsTheCallback(String path) throws Exception {
    String redirectUri = "http://localhost:" + freePort() + path;

    login(
        new Login(NO_INPUT, deciding(simulator.authorization()::allow)),
        application(),
        "--redirect",
        redirectUri);

    assertThat(pageShown.get()).contains("You are logged in");
    assertThat(storedPeople()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          error=invalid_scope              | one of the requested scopes
          error=server_error               | Try again later
          error=unauthorized_client        | OURA_CLIENT_ID and OURA_CLIENT_SECRET
          error=%F0%9F%98%80               | returned the error ?
          error=a&error=b                  | more than one error
          code=invalid                     | rejected the code
          code=                            | no code
          code=%F0%9F%98%80%00             | rejected the code
          x=y                              | no code
          """)
  void login_whenACallbackWithTheRightStateHasAnError_endsWithIt(String query, String reason)
      throws Exception {
    int port = freePort();
    Login login =
        new Login(
            NO_INPUT,
            uri ->
                pageShown.set(
                    get(
                        "http://localhost:%d/callback?%s&state=%s"
                            .formatted(port, query, state(uri)))));

    assertThatThrownBy(() -> login(login, application(), "--port", String.valueOf(port)))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining(reason);

    assertThat(pageShown.get()).contains("The login failed", reason, "No tokens were stored");
    assertThat(storedPeople()).isEmpty();
  }

  @Test
  void login_withAnUnknownScope_warnsAndEndsWhenOuraRefusesIt() throws Exception {
    Login login = new Login(NO_INPUT, deciding(simulator.authorization()::allow));
    String port = String.valueOf(freePort());

    assertThatThrownBy(
            () -> login(login, application(), "--port", port, "--scopes", "daily,bogus,extapi:tag"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("invalid_scope");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Warning", "does not document: bogus.", "heart_health");
  }

  @Test
  void login_withTheWrongGenerationOfEndpoints_namesTheVariableToChange() throws Exception {
    Map<String, String> variables = application();
    variables.put("OURA_OAUTH_ENDPOINTS", "legacy");
    int port = freePort();
    Login login =
        new Login(
            NO_INPUT,
            uri ->
                pageShown.set(
                    get(
                        "http://localhost:%d/callback?code=x&state=%s"
                            .formatted(port, state(uri)))));

    assertThatThrownBy(() -> login(login, variables, "--port", String.valueOf(port)))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("set OURA_OAUTH_ENDPOINTS=current")
        .hasMessageNotContaining("OAuthEndpoints");

    assertThat(pageShown.get()).contains("set OURA_OAUTH_ENDPOINTS=current");
  }

  @Test
  void login_whenTheTokenStoreIsNotWritable_failsBeforeTheConsentPage() throws Exception {
    Map<String, String> variables = application();
    Path file = Files.createFile(directory.resolve("file"));
    variables.put("OURA_TOKEN_STORE", file.toString());
    Login login = new Login(NO_INPUT, page -> pageShown.set("opened"));

    assertThatThrownBy(() -> login(login, variables))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("token folder", file.toString());

    assertThat(pageShown.get()).isEmpty();
    assertThat(printed()).isEmpty();
  }

  @Test
  void login_withAKeyThatCannotBeUsed_failsBeforeTheConsentPage() throws Exception {
    TokenStore.inFolder(directory.resolve("tokens")).checkWritable();
    Files.writeString(directory.resolve("tokens/anna.json"), "broken");
    Login login = new Login(NO_INPUT, page -> pageShown.set("opened"));

    assertThatThrownBy(() -> login(login, application(), "--person", "anna"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("anna.json");
    assertThatThrownBy(() -> login(login, application(), "--person", "a\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key");

    assertThat(pageShown.get()).isEmpty();
  }

  @Test
  void login_withAKeyWhoseLockCannotBeUsed_failsBeforeTheConsentPage() throws Exception {
    TokenStore.inFolder(directory.resolve("tokens")).checkWritable();
    Files.createDirectory(directory.resolve("tokens/anna.lock"));
    Login login = new Login(NO_INPUT, page -> pageShown.set("opened"));
    String port = String.valueOf(freePort());

    assertThatThrownBy(() -> login(login, application(), "--port", port, "--person", "anna"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("token folder");

    assertThat(pageShown.get()).isEmpty();
  }

  @Test
  void login_whenTheRecordOfThePersonsIdIsBroken_storesUnderAFreeKeyAndReportsIt()
      throws Exception {
    TokenStore.inFolder(directory.resolve("tokens")).checkWritable();
    String record = simulator.person().personalInfo().id() + ".json";
    Files.writeString(directory.resolve("tokens").resolve(record), "broken");

    login(
        new Login(NO_INPUT, deciding(simulator.authorization()::allow)),
        application(),
        "--port",
        String.valueOf(freePort()));

    assertThat(printed())
        .contains("Stored the tokens of me in", "cannot be stored under the person's id", record)
        .doesNotContain("did not return");
    assertThat(TokenStore.inFolder(directory.resolve("tokens")).find("me")).isPresent();
  }

  @Test
  void login_whenFallbackKeysCannotBeUsed_storesUnderTheNextOne() throws Exception {
    TokenStore.inFolder(directory.resolve("tokens")).checkWritable();
    Files.writeString(directory.resolve("tokens/me.json"), "broken");
    Files.createDirectory(directory.resolve("tokens/me-2.lock"));

    login(
        new Login(NO_INPUT, deciding(uri -> simulator.authorization().allow(uri, "personal"))),
        application(),
        "--port",
        String.valueOf(freePort()));

    assertThat(printed()).contains("Stored the tokens of me-3 in");
    assertThat(Files.readString(directory.resolve("tokens/me.json"))).isEqualTo("broken");
  }

  @Test
  @Timeout(30)
  void login_whenThePersonsIdIsNotAvailableSoon_storesUnderAFreeKey() throws Exception {
    HttpServer oura =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    oura.createContext(
        "/oauth/v2/ext/oauth-token",
        exchange -> respond(exchange, 200, "{\"access_token\":\"a\"}"));
    oura.createContext(
        "/v2/usercollection/personal_info",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "60");
          respond(exchange, 503, "");
        });
    oura.start();
    try {
      Map<String, String> variables = application();
      variables.put("OURA_BASE_URL", "http://localhost:" + oura.getAddress().getPort());
      int port = freePort();
      Login login =
          new Login(
              NO_INPUT,
              uri ->
                  get("http://localhost:%d/callback?code=x&state=%s".formatted(port, state(uri))));

      login(login, variables, "--port", String.valueOf(port));
    } finally {
      oura.stop(0);
    }

    assertThat(printed()).contains("Stored the tokens of me in", "did not return the person's id");
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void login_withAChosenKeyThatHasTokens_saysBeforeTheConsentPageThatTheyAreReplaced()
      throws Exception {
    Map<String, String> variables = application();
    variables.put("OURA_PERSON", "anna");
    Browser allowing = deciding(simulator.authorization()::allow);
    List<String> warnings = new ArrayList<>();
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              warnings.add(err.toString(StandardCharsets.UTF_8));
              allowing.open(uri);
            });

    login(login, variables, "--port", String.valueOf(freePort()));
    login(login, variables, "--port", String.valueOf(freePort()));

    assertThat(warnings.get(0)).isEmpty();
    assertThat(warnings.get(1)).contains("the tokens of anna in", "will be replaced", "--person");
  }

  @Test
  void login_withARedirectUriThatOuraRefuses_warnsInTheTerminal() throws Exception {
    Process process =
        ChildProcess.of(
                directory,
                application(),
                List.of(),
                "login",
                "--paste",
                "--redirect",
                "http://127.0.0.1:8765/callback")
            .start();
    process.getOutputStream().close();
    String terminal = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(Example.FAILED);
    assertThat(terminal)
        .contains("127.0.0.1, which Oura refuses", "localhost", "No URL was pasted");
  }

  @Test
  void login_ofTwoPeopleWhoseIdIsNotKnown_storesBoth() throws Exception {
    Browser browser = deciding(uri -> simulator.authorization().allow(uri, "personal"));

    for (String person : List.of("me", "me-2", "me-3")) {
      login(new Login(NO_INPUT, browser), application(), "--port", String.valueOf(freePort()));
      assertThat(printed()).contains("Stored the tokens of " + person + " in");
      assertThat(printed().contains("--person me replaces the tokens of me"))
          .isEqualTo(!person.equals("me"));
    }

    assertThat(storedPeople()).containsExactly("me", "me-2", "me-3");
    TokenStore store = TokenStore.inFolder(directory.resolve("tokens"));
    assertThat(storedPeople())
        .extracting(person -> store.find(person).orElseThrow().tokens().accessToken())
        .doesNotHaveDuplicates();
  }

  @Test
  void login_ofAStoredPerson_saysThatThePreviousTokensAreReplaced() throws Exception {
    for (int i = 0; i < 2; i++) {
      login(
          new Login(NO_INPUT, deciding(simulator.authorization()::allow)),
          application(),
          "--port",
          String.valueOf(freePort()));
      assertThat(printed().contains("in place of the previous ones")).isEqualTo(i == 1);
    }

    assertThat(storedPeople()).containsExactly(simulator.person().personalInfo().id());
  }

  @Test
  void login_whenTheCallbackIsCheckedByHeadFirst_doesNotUseUpTheCode() throws Exception {
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              String callback = simulator.authorization().allow(uri.toString());
              assertThat(request("HEAD", callback).statusCode()).isEqualTo(200);
              pageShown.set(get(callback));
            });

    login(login, application(), "--port", String.valueOf(freePort()), "--person", "anna");

    assertThat(pageShown.get()).contains("You are logged in");
    assertThat(storedPeople()).containsExactly("anna");
  }

  @Test
  void login_withAdditionalParameters_sendsThemToTheConsentPage() throws Exception {
    AtomicReference<URI> consent = new AtomicReference<>();
    Browser allowing = deciding(simulator.authorization()::allow);
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              consent.set(uri);
              allowing.open(uri);
            });

    login(
        login,
        application(),
        "--port",
        String.valueOf(freePort()),
        "--param",
        "prompt=consent",
        "--param",
        "x=a b");

    assertThat(consent.get().toString()).endsWith("&prompt=consent&x=a%20b");
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
  void login_withoutAnApplication_saysThatNothingIsStored() {
    Login login =
        new Login(
            NO_INPUT,
            uri -> {
              String consentPage = get(uri.toString());
              pageShown.set(submit(uri, consentPage));
            });

    login(login, Map.of());

    assertThat(pageShown.get()).contains("You are logged in", "no tokens were stored");
    assertThat(printed()).contains("Logged in to the simulator", "No tokens were stored");
    assertThat(printed()).doesNotContain("Stored the tokens");
  }

  /** Submits the consent page without a browser, with all scopes, and follows the redirect. */
  private static String submit(URI uri, String consentPage) {
    String form =
        uri.getRawQuery()
            + "&decision=allow&"
            + Pattern.compile("name=\"(scope\\.[a-z_0-9]+)\"")
                .matcher(consentPage)
                .results()
                .map(match -> match.group(1) + "=yes")
                .collect(Collectors.joining("&"));
    try {
      return HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build()
          .send(
              HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(form)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
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
        "--port 8765 --redirect http://localhost:8766/callback",
        "--port 8765 --port 8766",
        "--param prompt",
        "--param =consent",
        "--redirect http://local[host",
        "--redirect http://localhost:70000/callback",
        "--scopes a\"b",
        "--redirect https://x.example/callback",
        "--redirect http://x.invalid/callback"
      })
  void login_withInvalidArguments_rejectsThem(String arguments) {
    assertThatThrownBy(
            () -> login(new Login(NO_INPUT, page -> {}), application(), arguments.split(" ", -1)))
        .isInstanceOfAny(ParameterException.class, IllegalArgumentException.class)
        .hasMessageMatching(
            "(?s).*(Unknown option|Missing|number|scope|paste|exclusive|only once|KEY=VALUE|URI"
                + "|parameter).*");
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
  void login_inARealBrowser_showsHowItEnds() throws Exception {
    Optional<Path> chromium = HeadlessChromium.find();
    assumeTrue(
        chromium.isPresent() || "true".equals(System.getenv("CI")),
        "there is no Chromium on this machine");
    try (HeadlessChromium browser =
        HeadlessChromium.start(chromium.orElseThrow(), directory.resolve("profile"))) {
      loginInBrowser(
          uri -> {
            browser.open(uri);
            browser.awaitText("An application requests access to your data");
            browser.evaluate("document.getElementsByName('scope.heartrate')[0].click()");
            saveScreenshot(browser, "consent");
            browser.click("allow");
            awaitPage(browser, "You are logged in");
          });
      assertThat(printed()).containsSubsequence("Stored the tokens of", "not granted", "heartrate");

      assertThatThrownBy(
              () ->
                  loginInBrowser(
                      uri -> {
                        browser.open(uri);
                        browser.awaitText("An application requests access to your data");
                        browser.click("deny");
                        awaitPage(browser, "Access was denied");
                      }))
          .isInstanceOf(ConsentDeniedException.class);

      assertThatThrownBy(
              () ->
                  loginInBrowser(
                      uri -> {
                        String page = redirectUri(uri);
                        browser.open(URI.create(page.replace("callback", "favicon.ico")));
                        awaitPage(browser, "Page not found");
                        browser.open(URI.create(page + "?code=x&state=foreign"));
                        awaitPage(browser, "Not the expected page");
                        browser.open(uri);
                        awaitPage(browser, "The login failed");
                      },
                      "--scopes",
                      "daily,bogus"))
          .isInstanceOf(CredentialsException.class)
          .hasMessageContaining("invalid_scope");
    }
  }

  /** What a person does in the browser, from the URL of the consent page on. */
  @FunctionalInterface
  private interface Visit {
    void from(URI uri) throws Exception;
  }

  private void loginInBrowser(Visit visit, String... arguments) throws Exception {
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
                          visit.from(uri);
                        } catch (Throwable e) {
                          failure.set(e);
                        }
                      });
              person.set(thread);
              thread.start();
            });
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--redirect", "http://localhost:" + freePort() + "/callback"));
    try {
      login(login, application(), all.toArray(String[]::new));
    } finally {
      person.get().join();
      assertThat(failure.get()).isNull();
    }
  }

  private static String redirectUri(URI consentUri) {
    return URLDecoder.decode(
        String.valueOf(consentUri.getRawQuery()).replaceFirst(".*redirect_uri=([^&]+).*", "$1"),
        StandardCharsets.UTF_8);
  }

  private static void awaitPage(HeadlessChromium browser, String title) throws Exception {
    browser.awaitText(title);
    saveScreenshot(browser, title.toLowerCase(Locale.ROOT).replace(' ', '-'));
  }

  /** Saves a screenshot for visual inspection when the system property names a folder. */
  private static void saveScreenshot(HeadlessChromium browser, String name) throws Exception {
    String folder = System.getProperty("oura4j.screenshots");
    if (folder != null) {
      Files.write(Path.of(folder, name + ".png"), browser.screenshot());
    }
  }
}
