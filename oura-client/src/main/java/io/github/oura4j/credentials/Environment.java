// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.ConfigurationException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.internal.http.HeaderValues;
import io.github.oura4j.internal.util.HttpUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings in environment variables and in a {@code .env} file, from which clients and
 * credentials can be configured.
 *
 * <p>A variable takes precedence over the same name in the file. The file is read again for every
 * setting, so changes to it take effect; credentials that were created from it keep their token.
 * Immutable and thread-safe.
 */
public final class Environment {
  private static final List<String> TOKEN_NAMES =
      List.of("OURA_ACCESS_TOKEN", "OURA_PERSONAL_ACCESS_TOKEN", "PERSONAL_ACCESS_TOKEN");

  private static final int MAX_LISTED_PEOPLE = 20;
  private static final String CLIENT_ID = "OURA_CLIENT_ID";
  private static final String CLIENT_SECRET = "OURA_CLIENT_SECRET";
  private static final String TOKEN_STORE = "OURA_TOKEN_STORE";
  private static final String PERSON = "OURA_PERSON";
  private static final String ENDPOINTS = "OURA_OAUTH_ENDPOINTS";
  private static final String BASE_URL = "OURA_BASE_URL";

  private final Map<String, String> variables;
  private final Path dotEnv;

  private Environment(Map<String, String> variables, Path dotEnv) {
    this.variables = Map.copyOf(variables);
    this.dotEnv = dotEnv;
  }

  /**
   * Returns the environment of this process.
   *
   * @return its environment variables and the {@code .env} file in its working directory
   */
  public static Environment ofProcess() {
    return of(System.getenv(), Path.of(""));
  }

  /**
   * Returns an environment with the given variables, for programs that keep their settings
   * elsewhere and for tests.
   *
   * @param variables the values by name
   * @param directory the directory in which a {@code .env} file is looked up
   * @return the environment
   */
  public static Environment of(Map<String, String> variables, Path directory) {
    return new Environment(variables, directory.resolve(".env").toAbsolutePath());
  }

  /**
   * Returns the value of a setting.
   *
   * @param name the name of the variable
   * @return its value; empty if it is set neither as a variable nor in the file. An empty text
   *     counts as not set
   * @throws CredentialsException if the file has a malformed line that names the setting. If the
   *     file cannot be read, or other lines are malformed, the setting counts as not set
   */
  public Optional<String> setting(String name) {
    return nonEmpty(variables, name).or(() -> settingInFile(name));
  }

  private Optional<String> settingInFile(String name) {
    DotEnv file = dotEnv();
    Optional<String> value = nonEmpty(file.settings(), name);
    if (value.isEmpty()) {
      file.problemAbout(name).ifPresent(this::reject);
    }
    return value;
  }

  private static Optional<String> nonEmpty(Map<String, String> settings, String name) {
    return Optional.ofNullable(settings.get(name)).filter(value -> !value.isEmpty());
  }

  private void reject(DotEnv.Problem problem) {
    throw new CredentialsException("The file " + dotEnv + " " + problem.message());
  }

  /**
   * Returns where the value of a setting comes from, for error messages.
   *
   * @param name the name of the variable, which is set
   * @return the environment variable, or the name in the file, such as {@code OURA_BASE_URL in the
   *     file /home/me/.env}
   */
  public String origin(String name) {
    return nonEmpty(variables, name).isPresent()
        ? "The environment variable " + name
        : name + " in the file " + dotEnv;
  }

  /**
   * Returns the base URL that {@code OURA_BASE_URL} sets, for the API and the OAuth2 endpoints.
   *
   * @return the URL without trailing slashes; empty if it is not set
   * @throws ConfigurationException if it is not a valid base URL; the message names its value,
   *     without user name, password and query, and where it comes from
   */
  public Optional<URI> baseUrl() {
    return setting(BASE_URL).map(this::parseBaseUrl);
  }

  private URI parseBaseUrl(String url) {
    try {
      return HttpUrls.parseBase(url, origin(BASE_URL) + ", which is " + HttpUrls.redact(url) + ",");
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the configured credentials: an access token, or the OAuth2 tokens in {@code
   * OURA_TOKEN_STORE}. See {@link Credentials#fromEnvironment()} for the order of the sources.
   *
   * @return the credentials from the first source that is set
   * @throws CredentialsException if none are configured, with the list of sources that were
   *     checked, or if a configured source cannot be used
   * @throws ConfigurationException if the tokens are stored OAuth2 tokens, and {@code
   *     OURA_BASE_URL} is invalid
   */
  public Credentials credentials() {
    return findCredentials()
        .orElseThrow(
            () ->
                new CredentialsException(
                    "No access token was found: none of "
                        + String.join(", ", TOKEN_NAMES)
                        + " and, for stored OAuth2 tokens, "
                        + TOKEN_STORE
                        + " is set, as an environment variable or in "
                        + dotEnv
                        + (Files.exists(dotEnv) ? "" : " (no such file)")
                        + ". Set "
                        + TOKEN_NAMES.get(0)
                        + " or "
                        + TOKEN_STORE
                        + ", or pass Credentials.token(...) to OuraClient.builder()."));
  }

  /**
   * Returns the configured credentials, if any. See {@link Credentials#fromEnvironment()} for the
   * order of the sources.
   *
   * @return the credentials from the first source that is set, or empty if none is
   * @throws CredentialsException if a configured source cannot be used; the next source is not
   *     tried in that case
   * @throws ConfigurationException if the tokens are stored OAuth2 tokens, and {@code
   *     OURA_BASE_URL} is invalid
   */
  public Optional<Credentials> findCredentials() {
    Optional<Credentials> token = token(variables, "The environment variable ");
    return token.isPresent() ? token : credentialsInFileOrStore();
  }

  private Optional<Credentials> credentialsInFileOrStore() {
    DotEnv file = dotEnv();
    Optional<Credentials> token = token(file.settings(), "The file .env has an invalid value: ");
    if (token.isPresent()) {
      return token;
    }
    TOKEN_NAMES.forEach(name -> file.problemAbout(name).ifPresent(this::reject));
    Optional<Credentials> stored = tokenStore().map(this::storedTokens);
    if (stored.isEmpty()) {
      file.problems().stream().findFirst().ifPresent(this::reject);
    }
    return stored;
  }

  /**
   * Returns the token store in the folder that {@code OURA_TOKEN_STORE} names.
   *
   * @return the store, or empty if the setting is missing
   * @throws CredentialsException if the setting is blank or not a valid path
   */
  public Optional<TokenStore> tokenStore() {
    return setting(TOKEN_STORE).map(folder -> TokenStore.inFolder(path(folder)));
  }

  /**
   * Returns a builder of an OAuth2 client for the application with {@code OURA_CLIENT_ID} and
   * {@code OURA_CLIENT_SECRET}. {@code OURA_OAUTH_ENDPOINTS} selects the generation of endpoints,
   * {@code current} (the default) or {@code legacy}; {@code OURA_BASE_URL} replaces their host, for
   * example by a simulator's.
   *
   * @return the builder
   * @throws CredentialsException if a required setting is missing or a setting is invalid
   * @throws ConfigurationException if {@code OURA_BASE_URL} is not a valid base URL
   */
  public OAuthClient.Builder oauth() {
    String id = required(CLIENT_ID);
    String secret = required(CLIENT_SECRET);
    try {
      OAuthEndpoints endpoints = generation();
      return OAuthClient.builder(id, secret)
          .settings(OAuthErrors.Settings.ENVIRONMENT)
          .endpoints(baseUrl().map(url -> endpoints.withBaseUrl(url.toString())).orElse(endpoints));
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(String.valueOf(e.getMessage()));
    }
  }

  private OAuthEndpoints generation() {
    String name = setting(ENDPOINTS).orElse("current");
    return switch (name) {
      case "current" -> OAuthEndpoints.current();
      case "legacy" -> OAuthEndpoints.legacy();
      default ->
          throw new CredentialsException(
              ENDPOINTS
                  + " must be current (applications registered since 2026) or legacy (older).");
    };
  }

  private Credentials storedTokens(TokenStore store) {
    OAuthClient.Builder oauth = oauth();
    String person = setting(PERSON).orElseGet(() -> onlyPerson(store));
    try {
      if (store.find(person).isEmpty()) {
        throw unknownPerson(person, store);
      }
      return oauth.build().credentials(store, person);
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(PERSON + " cannot be used. " + e.getMessage());
    }
  }

  private static String onlyPerson(TokenStore store) {
    Set<String> people = store.people();
    if (people.size() == 1) {
      return people.iterator().next();
    }
    throw new CredentialsException(
        people.isEmpty()
            ? TOKEN_STORE
                + " names "
                + store
                + ", which has no tokens yet. Run the login example to authorize a person."
            : TOKEN_STORE
                + " names "
                + store
                + ", which has the tokens of "
                + people.size()
                + " people: "
                + list(people)
                + ". Select one with "
                + PERSON
                + ".");
  }

  private static CredentialsException unknownPerson(String person, TokenStore store) {
    Set<String> people = store.people();
    return new CredentialsException(
        PERSON
            + " is "
            + person
            + ", but "
            + store
            + (people.isEmpty()
                ? " has no tokens yet. Run the login example to authorize a person."
                : " has the tokens of "
                    + list(people)
                    + " only. Change "
                    + PERSON
                    + ", or run the login example to authorize this person."));
  }

  private static String list(Set<String> people) {
    String first = people.stream().limit(MAX_LISTED_PEOPLE).collect(Collectors.joining(", "));
    int others = people.size() - MAX_LISTED_PEOPLE;
    return others > 0 ? first + " and " + others + " more" : first;
  }

  private String required(String name) {
    return setting(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new CredentialsException(
                    name
                        + " is not set. OAuth2 requires the application's "
                        + CLIENT_ID
                        + " and "
                        + CLIENT_SECRET
                        + ", as environment variables or in "
                        + dotEnv
                        + "."));
  }

  private static Path path(String folder) {
    try {
      // A quote that is not closed in its line makes the following lines, with their secrets, part
      // of the value, which messages contain.
      if (!folder.isBlank() && folder.chars().noneMatch(Character::isISOControl)) {
        return Path.of(folder);
      }
    } catch (InvalidPathException e) {
      // Reported below.
    }
    throw new CredentialsException(
        TOKEN_STORE + " is blank or not a valid path. Set it to a folder.");
  }

  private static Optional<Credentials> token(Map<String, String> settings, String origin) {
    return TOKEN_NAMES.stream()
        .flatMap(
            name ->
                nonEmpty(settings, name).map(value -> checkToken(value, origin + name)).stream())
        .findFirst()
        .map(FixedToken::new);
  }

  private static String checkToken(String token, String origin) {
    try {
      return HeaderValues.check(token, origin);
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads the file. A named pipe is not read, because reading one waits until another process
   * writes to it.
   */
  private DotEnv dotEnv() {
    try {
      if (!Files.exists(dotEnv)) {
        return DotEnv.EMPTY;
      }
      return Files.isRegularFile(dotEnv)
          ? DotEnv.read(dotEnv)
          : DotEnv.unusable("cannot be read: it is not a regular file. Replace or remove it.");
    } catch (IOException e) {
      return DotEnv.unusable(
          "exists but cannot be read. Make it a readable text file, or remove it.");
    }
  }

  /** Returns the path of the file but no settings. */
  @Override
  public String toString() {
    return "Environment[" + dotEnv + "]";
  }
}
