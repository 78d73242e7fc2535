// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that surround a program: environment variables, and a file {@code .env} in its
 * working directory. A variable goes before the file; the file is read anew at each question, so
 * that a running program sees a new token.
 */
public final class Environment {
  private static final List<String> TOKEN_NAMES =
      List.of("OURA_ACCESS_TOKEN", "OURA_PERSONAL_ACCESS_TOKEN", "PERSONAL_ACCESS_TOKEN");

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
   * Returns the credentials that the environment names.
   *
   * @return the access token of the first name that is set
   * @throws CredentialsException if there is none, with a list of what was looked at, or if a
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
                        + ". Set "
                        + TOKEN_NAMES.get(0)
                        + ", or give Credentials.token(...) to OuraClient.builder()."));
  }

  /**
   * Returns the credentials that the environment names, if it names any.
   *
   * @return the access token of the first name that is set, or empty when none is
   * @throws CredentialsException if a source is there and broken
   */
  public Optional<Credentials> findCredentials() {
    return token(variables, "The environment variable ")
        .or(() -> token(dotEnv(), "The file .env has a value that cannot be used: "));
  }

  private static Optional<Credentials> token(Map<String, String> settings, String origin) {
    return TOKEN_NAMES.stream()
        .filter(settings::containsKey)
        .findFirst()
        .map(name -> new FixedToken(checked(settings.get(name), origin + name)));
  }

  private static String checked(@Nullable String token, String origin) {
    try {
      return AccessToken.check(token, origin);
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
