// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.internal.http.HeaderValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that surround a program: environment variables, and a file {@code .env} in its
 * working directory. A variable goes before the file; the file is read at each question, and
 * credentials keep the token that they found.
 */
public final class Environment {
  private static final List<String> TOKEN_NAMES =
      List.of("OURA_ACCESS_TOKEN", "OURA_PERSONAL_ACCESS_TOKEN", "PERSONAL_ACCESS_TOKEN");

  private static final String CLIENT_ID = "OURA_CLIENT_ID";
  private static final String CLIENT_SECRET = "OURA_CLIENT_SECRET";
  private static final String TOKEN_STORE = "OURA_TOKEN_STORE";
  private static final String PERSON = "OURA_PERSON";
  private static final String ENDPOINTS = "OURA_OAUTH_ENDPOINTS";

  private final Map<String, String> variables;
  private final Path dotEnv;

  private Environment(Map<String, String> variables, Path dotEnv) {
    this.variables = Map.copyOf(variables);
    this.dotEnv = dotEnv;
  }

  /**
   * Returns the environment of this process.
   *
   * @return its variables, and the {@code .env} of its working directory
   */
  public static Environment ofProcess() {
    return of(System.getenv(), Path.of(""));
  }

  /**
   * Returns an environment made of its parts, for programs that keep settings elsewhere, and for
   * tests.
   *
   * @param variables the variables by name
   * @param directory the folder that may hold a {@code .env}
   * @return the environment
   */
  public static Environment of(Map<String, String> variables, Path directory) {
    return new Environment(variables, directory.resolve(".env").toAbsolutePath());
  }

  /**
   * Returns one setting.
   *
   * @param name the name of the variable
   * @return its value, or empty when neither the variables nor the file have it
   * @throws CredentialsException if the file is there and cannot be read
   */
  public Optional<String> setting(String name) {
    String value = variables.get(name);
    return Optional.ofNullable(value != null ? value : dotEnv().get(name));
  }

  /**
   * Returns the credentials that the environment names: an access token, or the tokens in {@code
   * OURA_TOKEN_STORE}.
   *
   * @return the access token of the first name that is set, or the stored tokens
   * @throws CredentialsException if there are none, with a list of what was looked at, or if a
   *     source is broken
   */
  public Credentials credentials() {
    return findCredentials()
        .orElseThrow(
            () ->
                new CredentialsException(
                    "No access token was found. Looked at the environment variables "
                        + String.join(", ", TOKEN_NAMES)
                        + ", and at the same names in "
                        + dotEnv
                        + (Files.exists(dotEnv) ? "" : " (no such file)")
                        + "; and for stored OAuth2 tokens at "
                        + TOKEN_STORE
                        + " in both, which is not set. Set "
                        + TOKEN_NAMES.get(0)
                        + " or "
                        + TOKEN_STORE
                        + ", or give Credentials.token(...) to OuraClient.builder()."));
  }

  /**
   * Returns the credentials that the environment names, if it names any.
   *
   * @return the access token of the first name that is set, or the stored tokens, or empty when
   *     neither is named
   * @throws CredentialsException if a source is there and broken
   */
  public Optional<Credentials> findCredentials() {
    return token(variables, "The environment variable ")
        .or(() -> token(dotEnv(), "The file .env has a value that cannot be used: "))
        .or(() -> tokenStore().map(this::storedTokens));
  }

  /**
   * Returns the store of OAuth2 tokens that {@code OURA_TOKEN_STORE} names.
   *
   * @return the folder's store, or empty when the setting is missing
   * @throws CredentialsException if the setting is blank or no path
   */
  public Optional<TokenStore> tokenStore() {
    return setting(TOKEN_STORE).map(folder -> TokenStore.inFolder(path(folder)));
  }

  /**
   * Begins an OAuth2 client for the application that {@code OURA_CLIENT_ID} and {@code
   * OURA_CLIENT_SECRET} name. {@code OURA_OAUTH_ENDPOINTS} chooses its generation, {@code current}
   * or {@code legacy}; {@code OURA_BASE_URL} points it at another server.
   *
   * @return a builder
   * @throws CredentialsException if a setting is missing or cannot be used
   */
  public OAuthClient.Builder oauth() {
    String id = needed(CLIENT_ID);
    String secret = needed(CLIENT_SECRET);
    try {
      OAuthEndpoints endpoints = generation();
      Optional<String> base = setting("OURA_BASE_URL");
      return OAuthClient.builder(id, secret)
          .endpoints(base.isPresent() ? endpoints.at(base.get()) : endpoints);
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
              ENDPOINTS + " is neither current (applications of 2026) nor legacy (older ones).");
    };
  }

  private Credentials storedTokens(TokenStore store) {
    OAuthClient.Builder oauth = oauth();
    String person = setting(PERSON).orElseGet(() -> onlyPerson(store));
    try {
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
                + ", which holds nobody's tokens yet. Let a person agree with the program login."
            : TOKEN_STORE
                + " names "
                + store
                + ", which holds the tokens of "
                + people.size()
                + " people. Say whose with "
                + PERSON
                + "; one of them is "
                + people.iterator().next()
                + ".");
  }

  private String needed(String name) {
    return setting(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(
            () ->
                new CredentialsException(
                    name
                        + " is not set. OAuth2 needs "
                        + CLIENT_ID
                        + " and "
                        + CLIENT_SECRET
                        + " of the application, as variables or in "
                        + dotEnv
                        + "."));
  }

  private static Path path(String folder) {
    try {
      if (!folder.isBlank()) {
        return Path.of(folder);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new CredentialsException(TOKEN_STORE + " is blank or no path. Name a folder.");
  }

  private static Optional<Credentials> token(Map<String, String> settings, String origin) {
    return TOKEN_NAMES.stream()
        .filter(settings::containsKey)
        .findFirst()
        .map(name -> new FixedToken(checked(settings.get(name), origin + name)));
  }

  private static String checked(@Nullable String token, String origin) {
    try {
      return HeaderValues.check(token, origin);
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> dotEnv() {
    try {
      return DotEnv.parse(Files.readAllBytes(dotEnv));
    } catch (NoSuchFileException none) {
      return Map.of();
    } catch (IOException e) {
      throw new CredentialsException(
          "The file "
              + dotEnv
              + " is there but cannot be read. Make it a readable text file, or remove it.");
    } catch (DotEnv.Malformed e) {
      throw new CredentialsException("The file " + dotEnv + " " + e.getMessage());
    }
  }

  /** Names where settings come from, and none of them. */
  @Override
  public String toString() {
    return "Environment[" + dotEnv + "]";
  }
}
