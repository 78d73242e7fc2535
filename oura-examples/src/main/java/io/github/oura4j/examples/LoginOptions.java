// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.Scope;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The command line options of {@code login}. */
final class LoginOptions {
  private static final int HIGHEST_PORT = 65_535;

  @ArgGroup private @Nullable Redirect redirect;

  @Option(
      names = "--paste",
      description = "Read the URL of the redirect from standard input, instead of receiving it.")
  private boolean isPasted;

  @Option(
      names = "--person",
      paramLabel = "KEY",
      description = "The key under which to store the tokens. Default: Oura's id of the person.")
  private @Nullable String person;

  @Option(
      names = "--scopes",
      paramLabel = "SCOPE",
      split = ",",
      converter = ScopeConverter.class,
      description = "The scopes to request. Default: all.")
  private Set<Scope> scopes = new LinkedHashSet<>(Scope.all());

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      hideParamSyntax = true,
      description = "Adds a parameter to the authorization request, such as prompt=consent.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  /** Where Oura redirects to: a port of this machine, or any URI. */
  private static final class Redirect {
    @Option(
        names = "--port",
        paramLabel = "N",
        converter = PortConverter.class,
        description = "The port of this machine to listen on. Default: 8765.")
    private @Nullable Integer port;

    @Option(
        names = "--redirect",
        paramLabel = "URI",
        converter = UriConverter.class,
        description = "The redirect URI, exactly as the application registered it.")
    private @Nullable String uri;

    @Nullable String uri() {
      return port == null ? uri : "http://localhost:" + port + "/callback";
    }
  }

  /** Returns the redirect URI, empty for the default. */
  Optional<String> redirectUri() {
    return Optional.ofNullable(redirect).map(Redirect::uri);
  }

  /**
   * Returns whether the person pastes the URL of the redirect, instead of a server on this machine
   * receiving it.
   */
  boolean pasteRedirect() {
    return isPasted;
  }

  /** Returns the key under which to store the tokens, empty for Oura's id of the person. */
  Optional<String> person() {
    return Optional.ofNullable(person);
  }

  /** Returns the scopes to request. */
  Set<Scope> scopes() {
    return scopes;
  }

  /** Returns the scopes to request that Oura does not document. */
  Set<Scope> unknownScopes() {
    Set<Scope> unknown = new LinkedHashSet<>(scopes);
    unknown.removeAll(Scope.all());
    return unknown;
  }

  /** Returns additional parameters of the authorization request. */
  Map<String, String> parameters() {
    return parameters;
  }

  private static final class PortConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        int port = Integer.parseInt(text);
        if (port > 0 && port <= HIGHEST_PORT) {
          return port;
        }
      } catch (NumberFormatException e) {
        // The exception below explains the range.
      }
      throw new TypeConversionException("it must be a number from 1 to " + HIGHEST_PORT + ".");
    }
  }

  /** Returns the text as it was given, since a redirect URI is compared character by character. */
  private static final class UriConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        return URI.create(text).toString();
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("it is not a valid URI.");
      }
    }
  }

  /** Accepts scopes with and without the prefix that the endpoints may require. */
  private static final class ScopeConverter implements ITypeConverter<Scope> {
    private static final String PREFIX = OAuthEndpoints.current().scopePrefix();

    @Override
    public Scope convert(String text) {
      String name = text.strip();
      try {
        return new Scope(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
