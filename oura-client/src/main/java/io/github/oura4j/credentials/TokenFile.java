// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.json.OuraJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a token file: JSON with a property on each line, and the version of its form. */
final class TokenFile {
  private static final int VERSION = 1;
  private static final String LOG_IN_AGAIN =
      " Nothing was changed. Put a whole copy in its place, or move it away and let the person"
          + " agree again.";

  private TokenFile() {}

  static byte[] write(String person, StoredTokens stored) {
    OAuthTokens tokens = stored.tokens();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("version", VERSION);
    properties.put("person", person);
    properties.put("access_token", tokens.accessToken());
    properties.put("refresh_token", tokens.refreshToken());
    properties.put("obtained_at", tokens.obtainedAt().toString());
    if (tokens.expiresAt() != null) {
      properties.put("expires_at", tokens.expiresAt().toString());
    }
    properties.put("granted_scopes", tokens.grantedScopes().stream().map(Scope::name).toList());
    if (stored.refreshSentAt() != null) {
      properties.put("refresh_sent_at", stored.refreshSentAt().toString());
    }
    return properties.entrySet().stream()
        .map(entry -> "  \"" + entry.getKey() + "\": " + OuraJson.write(entry.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n}\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file back.
   *
   * @param name the file, for messages
   */
  static StoredTokens read(byte[] content, String person, String name) {
    Map<?, ?> properties = properties(content, name);
    checkVersion(properties.get("version"), name);
    if (!person.equals(properties.get("person"))) {
      throw new CredentialsException(
          name + " belongs to another person than its name says. Was it renamed?" + LOG_IN_AGAIN);
    }
    try {
      return new StoredTokens(
          new OAuthTokens(
              text(properties, "access_token"),
              text(properties, "refresh_token"),
              Instant.parse(text(properties, "obtained_at")),
              instant(properties, "expires_at"),
              scopes(properties.get("granted_scopes"))),
          instant(properties, "refresh_sent_at"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CredentialsException(
          name
              + " cannot be used: a token, a time or the scopes are missing or malformed."
              + LOG_IN_AGAIN);
    }
  }

  private static Map<?, ?> properties(byte[] content, String name) {
    if (content.length == 0) {
      throw new CredentialsException(name + " is empty." + LOG_IN_AGAIN);
    }
    try {
      return (Map<?, ?>) JsonCodec.decode(content, Map.class, name);
    } catch (OuraDecodingException e) {
      throw new CredentialsException(name + " is no JSON object, or was cut off." + LOG_IN_AGAIN);
    }
  }

  private static void checkVersion(@Nullable Object version, String name) {
    if (version instanceof Integer number && number > VERSION) {
      throw new CredentialsException(
          name
              + " was written by a newer version of oura4j (form "
              + number
              + ", and this one knows "
              + VERSION
              + "). Update this program too.");
    }
    if (!Integer.valueOf(VERSION).equals(version)) {
      throw new CredentialsException(name + " has no version: it is no token file." + LOG_IN_AGAIN);
    }
  }

  private static String text(Map<?, ?> properties, String name) {
    if (properties.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name);
  }

  private static @Nullable Instant instant(Map<?, ?> properties, String name) {
    return properties.containsKey(name) ? Instant.parse(text(properties, name)) : null;
  }

  private static Set<Scope> scopes(@Nullable Object names) {
    if (!(names instanceof List<?> list)) {
      throw new IllegalArgumentException("granted_scopes");
    }
    List<Scope> scopes = new ArrayList<>();
    for (Object name : list) {
      scopes.add(new Scope(String.valueOf(name)));
    }
    return new LinkedHashSet<>(scopes);
  }
}
