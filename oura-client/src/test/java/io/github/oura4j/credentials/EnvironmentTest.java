// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.oura4j.OuraClient;
import io.github.oura4j.error.ConfigurationException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  @TempDir Path directory;

  @Test
  void credentials_whenSeveralVariablesAreSet_usesTheFirstName() {
    Environment environment =
        Environment.of(
            Map.of("PERSONAL_ACCESS_TOKEN", "old", "OURA_ACCESS_TOKEN", "new"), directory);

    assertThat(environment.credentials().accessToken()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OURA_ACCESS_TOKEN", "OURA_PERSONAL_ACCESS_TOKEN", "PERSONAL_ACCESS_TOKEN"})
  void credentials_whenOnlyTheFileHasAToken_usesIt(String name) throws Exception {
    Files.writeString(directory.resolve(".env"), "export " + name + "=\"from-file\"\n");

    assertThat(Environment.of(Map.of(), directory).credentials().accessToken())
        .isEqualTo("from-file");
  }

  @Test
  void credentials_whenVariableAndFileHaveAToken_usesTheVariable() throws Exception {
    Files.writeString(directory.resolve(".env"), "OURA_ACCESS_TOKEN=from-file");

    assertThat(
            Environment.of(Map.of("PERSONAL_ACCESS_TOKEN", "from-variable"), directory)
                .credentials()
                .accessToken())
        .isEqualTo("from-variable");
  }

  @Test
  void credentials_whenNoneAreConfigured_listsTheCheckedSources() {
    assertThatThrownBy(() -> Environment.of(Map.of(), directory).credentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("OURA_ACCESS_TOKEN")
        .hasMessageContaining("PERSONAL_ACCESS_TOKEN")
        .hasMessageContaining(directory.resolve(".env").toString())
        .hasMessageContaining("no such file");
  }

  @Test
  void credentials_whenTheFileIsAFolder_failsWithoutTryingTheNextSource() throws Exception {
    Files.createDirectory(directory.resolve(".env"));

    assertThatThrownBy(() -> Environment.of(Map.of(), directory).findCredentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void credentials_whenTheFileIsHuge_failsWithoutReadingAllOfIt() throws Exception {
    Path file = Files.writeString(directory.resolve(".env"), "OURA_ACCESS_TOKEN=planted\n");
    // A file with a hole, which takes no space on the disk, but is larger than the memory.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), 1L << 40);
    }

    assertThatThrownBy(() -> Environment.of(Map.of(), directory).findCredentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(file.toString(), "larger than 65536 bytes")
        .hasMessageNotContaining("planted");
  }

  @Test
  void setting_whenTheFileHasTheMaximumSize_isRead() throws Exception {
    String setting = "OURA_ACCESS_TOKEN=from-file\n#";
    Path file =
        Files.writeString(
            directory.resolve(".env"),
            setting + "x".repeat(DotEnv.MAX_FILE_BYTES - setting.length()));
    Environment environment = Environment.of(Map.of(), directory);
    assertThat(environment.setting("OURA_ACCESS_TOKEN")).contains("from-file");

    Files.writeString(file, "x", StandardOpenOption.APPEND);

    assertThat(environment.setting("OURA_ACCESS_TOKEN")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", "planted-31\nX: y", "Bearer planted-31", "plant\u00e9-31"})
  void credentials_whenTheTokenIsInvalid_failsWithoutRevealingIt(String token) {
    Environment environment = Environment.of(Map.of("OURA_ACCESS_TOKEN", token), directory);

    assertThatThrownBy(environment::credentials)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("OURA_ACCESS_TOKEN")
        .hasMessageNotContaining("plant");
  }

  @Test
  void credentials_whenATokenIsEmpty_useTheNextSource() throws Exception {
    Map<String, String> variables = application("OURA_ACCESS_TOKEN", "");
    saveTokens("anna");
    Files.writeString(directory.resolve(".env"), "OURA_ACCESS_TOKEN=\n");
    assertThat(Environment.of(variables, directory).credentials().accessToken())
        .isEqualTo("token-of-anna");

    Files.writeString(
        directory.resolve(".env"), "OURA_ACCESS_TOKEN=\nPERSONAL_ACCESS_TOKEN=from-file\n");
    assertThat(Environment.of(variables, directory).credentials().accessToken())
        .isEqualTo("from-file");

    variables.put("PERSONAL_ACCESS_TOKEN", "from-variable");
    assertThat(Environment.of(variables, directory).credentials().accessToken())
        .isEqualTo("from-variable");
  }

  @Test
  void baseUrl_whenItIsInvalid_isAConfigurationExceptionForEveryUse() {
    saveTokens("anna");
    Environment environment =
        Environment.of(
            application("OURA_BASE_URL", "http://me:planted@proxy.example/v2?planted"), directory);

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            environment::baseUrl,
            environment::oauth,
            environment::credentials,
            () -> OuraClient.builder().environment(environment).build())) {
      assertThatThrownBy(use)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(
              "The environment variable OURA_BASE_URL, which is http://...@proxy.example/v2...,")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void baseUrl_whenItIsSet_hasNoTrailingSlash() {
    assertThat(Environment.of(Map.of("OURA_BASE_URL", ""), directory).baseUrl()).isEmpty();
    assertThat(Environment.of(Map.of("OURA_BASE_URL", "https://x.example/y/"), directory).baseUrl())
        .contains(URI.create("https://x.example/y"));
  }

  @Test
  void setting_whenALineAboutALongerNameIsMalformed_isEmpty() throws Exception {
    Files.writeString(
        directory.resolve(".env"), "OURA_PERSONAL_ACCESS_TOKEN abc\nMY_OURA_PERSON abc\n");
    Environment environment = Environment.of(Map.of(), directory);

    assertThat(environment.setting("OURA_PERSON")).isEmpty();
    assertThatThrownBy(() -> environment.setting("OURA_PERSONAL_ACCESS_TOKEN"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void setting_whenVariableAndFileHaveIt_returnsTheVariable() throws Exception {
    Files.writeString(directory.resolve(".env"), "OURA_BASE_URL=https://file.example\nOTHER=1");
    Environment environment =
        Environment.of(Map.of("OURA_BASE_URL", "https://variable.example"), directory);

    assertThat(environment.setting("OURA_BASE_URL")).contains("https://variable.example");
    assertThat(environment.setting("OTHER")).contains("1");
    assertThat(environment.setting("MISSING")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"this line is malformed", "X='never closed", "# comment\n=x"})
  void setting_whenAnUnrelatedLineIsMalformed_isReadOrEmpty(String line) throws Exception {
    Files.writeString(directory.resolve(".env"), line + "\nOTHER=1\n");
    Environment environment = Environment.of(Map.of("OURA_ACCESS_TOKEN", "t"), directory);

    assertThat(environment.findCredentials()).isPresent();
    assertThat(environment.setting("OURA_BASE_URL")).isEmpty();
    assertThat(environment.setting("OTHER")).contains("1");
    assertThatThrownBy(() -> Environment.of(Map.of(), directory).credentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("line ");
  }

  @Test
  void setting_whenItsLineIsMalformed_failsWithoutRevealingIt() throws Exception {
    Files.writeString(directory.resolve(".env"), "OURA_BASE_URL https://planted.example\n");

    assertThatThrownBy(() -> Environment.of(Map.of(), directory).setting("OURA_BASE_URL"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("line 1")
        .hasMessageNotContaining("planted");
  }

  @Test
  @Timeout(120)
  void setting_whenTheFileIsANamedPipe_doesNotReadIt() throws Exception {
    Path pipe = directory.resolve(".env");
    Process mkfifo = startOrSkip("mkfifo", pipe.toString());
    assertThat(mkfifo.waitFor()).isZero();
    Environment environment = Environment.of(Map.of("OURA_ACCESS_TOKEN", "t"), directory);

    assertThat(environment.setting("OURA_BASE_URL")).isEmpty();
    assertThat(environment.findCredentials()).isPresent();
    assertThatThrownBy(() -> Environment.of(Map.of(), directory).credentials())
        .hasMessageContaining("not a regular file");
  }

  private static Process startOrSkip(String... command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      return abort("This system has no named pipes.");
    }
  }

  @Test
  void setting_whenTheVariableIsEmpty_isTakenFromTheFile() throws Exception {
    Files.writeString(directory.resolve(".env"), "A=from-file\nB=\n");
    Environment environment = Environment.of(Map.of("A", "", "B", ""), directory);

    assertThat(environment.setting("A")).contains("from-file");
    assertThat(environment.origin("A")).startsWith("A in the file ");
    assertThat(environment.setting("B")).isEmpty();
  }

  @Test
  void toString_ofCredentials_doesNotContainTheToken() {
    assertThat(Credentials.token("planted-31").toString()).doesNotContain("planted");
  }

  private Map<String, String> application(String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("OURA_CLIENT_ID", "an-id");
    variables.put("OURA_CLIENT_SECRET", "planted-secret");
    variables.put("OURA_TOKEN_STORE", directory.resolve("tokens").toString());
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }

  private void saveTokens(String person) {
    TokenStore.inFolder(directory.resolve("tokens"))
        .save(person, new OAuthTokens("token-of-" + person, "r", Instant.now(), null, Set.of()));
  }

  @Test
  void credentials_whenOnlyAStoreIsSet_useTheStoredTokens() throws Exception {
    saveTokens("anna");
    assertThat(Environment.of(application(), directory).credentials().accessToken())
        .isEqualTo("token-of-anna");

    saveTokens("berta");
    assertThat(
            Environment.of(application("OURA_PERSON", "berta"), directory)
                .credentials()
                .accessToken())
        .isEqualTo("token-of-berta");

    Files.writeString(directory.resolve(".env"), "OURA_ACCESS_TOKEN=from-file");
    assertThat(Environment.of(application(), directory).credentials().accessToken())
        .isEqualTo("from-file");
  }

  @Test
  void credentials_whenTheStoreHasNotExactlyOnePerson_requireASelection() {
    assertThatThrownBy(() -> Environment.of(application(), directory).credentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("OURA_TOKEN_STORE", "no tokens yet", "login");
    saveTokens("anna");
    saveTokens("berta");
    assertThatThrownBy(() -> Environment.of(application(), directory).credentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("2 people", "OURA_PERSON", "anna, berta");
  }

  @Test
  void credentials_whenThePersonIsNotStored_listsWhoIs() {
    Environment environment = Environment.of(application("OURA_PERSON", "Anna"), directory);
    assertThatThrownBy(environment::credentials)
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("OURA_PERSON is Anna", "no tokens yet", "login");

    saveTokens("anna");
    saveTokens("berta");
    assertThatThrownBy(environment::credentials)
        .hasMessageContainingAll("OURA_PERSON is Anna", "the tokens of anna, berta only");

    for (int i = 10; i < 31; i++) {
      saveTokens("c" + i);
    }
    assertThatThrownBy(environment::credentials).hasMessageContaining("c27 and 3 more only");
  }

  @ParameterizedTest
  @CsvSource({
    "OURA_CLIENT_ID, '', OURA_CLIENT_ID is not set",
    "OURA_CLIENT_SECRET, ' ', OURA_CLIENT_SECRET is not set",
    "OURA_CLIENT_SECRET, 'planted b', client secret",
    "OURA_TOKEN_STORE, ' ', OURA_TOKEN_STORE is blank",
    "OURA_TOKEN_STORE, 'tokens\nSECRET=planted', not a valid path",
    "OURA_OAUTH_ENDPOINTS, planted, must be current",
    "OURA_PERSON, ' ', A person's key"
  })
  void credentials_whenAnOAuthSettingIsInvalid_failWithoutTryingTheNextSource(
      String name, String value, String reason) {
    saveTokens("anna");

    assertThatThrownBy(() -> Environment.of(application(name, value), directory).credentials())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @CsvSource({
    "current, legacyApplication, OURA_OAUTH_ENDPOINTS=legacy",
    "legacy, currentApplication, OURA_OAUTH_ENDPOINTS=current"
  })
  void oauth_withTheWrongGenerationOfEndpoints_namesTheVariableToChange(
      String setting, String registration, String advice) {
    boolean isLegacy = registration.equals("legacyApplication");
    OuraSimulator.Builder builder = OuraSimulator.builder().application("an-id", "planted-secret");
    try (OuraSimulator simulator = (isLegacy ? builder.legacyApplication() : builder).start();
        OAuthClient oauth =
            Environment.of(
                    application(
                        "OURA_OAUTH_ENDPOINTS", setting, "OURA_BASE_URL", simulator.baseUrl()),
                    directory)
                .oauth()
                .build()) {
      OAuthTokens tokens = new OAuthTokens("a", "r", Instant.now(), null, Set.of());

      assertThatThrownBy(() -> oauth.refresh(tokens))
          .isInstanceOf(CredentialsException.class)
          .hasMessageContainingAll(advice, "OURA_CLIENT_ID and OURA_CLIENT_SECRET")
          .hasMessageNotContaining("OAuthEndpoints")
          .hasMessageNotContaining("planted");
      assertThatThrownBy(() -> oauth.parseCallback("?error=invalid_scope&state=S", "S"))
          .hasMessageContaining(advice)
          .hasMessageNotContaining("OAuthEndpoints");
    }
  }

  @Test
  void oauth_withLegacyEndpointsAndABaseUrl_usesBoth() {
    Environment environment =
        Environment.of(
            application("OURA_OAUTH_ENDPOINTS", "legacy", "OURA_BASE_URL", "http://localhost:1/"),
            directory);

    try (OAuthClient oauth = environment.oauth().redirectUri("http://localhost/c").build()) {
      assertThat(oauth.authorize(Set.of(Scope.DAILY)).uri().toString())
          .startsWith("http://localhost:1/oauth/authorize?")
          .contains("scope=daily&");
    }
  }
}
