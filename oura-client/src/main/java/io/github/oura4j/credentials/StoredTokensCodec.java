// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.json.OuraJson;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the records of a {@link TokenStore} as JSON in UTF-8, with one property per line and a
 * format version, and decodes them. The built-in stores write this format; stores of your own can
 * use it too. A decoded record is equal to the encoded one, to the nanosecond.
 *
 * <p>The JSON contains the tokens as they are. Encrypt it, or see to it that nobody else can read
 * it. All methods are thread-safe.
 */
public final class StoredTokensCodec {
  private static final int FORMAT_VERSION = 1;
  private static final String RESTORE_OR_REAUTHORIZE =
      " Nothing was changed. Restore it from an intact copy, or move it away and let the person"
          + " authorize again.";

  private StoredTokensCodec() {}

  /**
   * Encodes a record.
   *
   * @param person the person's key, which becomes a part of the JSON
   * @param stored the record
   * @return the JSON, at most a few kilobytes
   */
  public static byte[] encode(String person, StoredTokens stored) {
    OAuthTokens tokens = stored.tokens();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("version", FORMAT_VERSION);
    properties.put("person", person);
    properties.put("access_token", tokens.accessToken());
    if (tokens.refreshToken() != null) {
      properties.put("refresh_token", tokens.refreshToken());
    }
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
   * Decodes a record.
   *
   * @param content the JSON
   * @param person the key of the person that the record must belong to
   * @param subject what contains the record, which begins the messages of exceptions, such as "The
   *     token file /tokens/anna.json"
   * @return the record
   * @throws CredentialsException if the content is not a record of this person, or a newer version
   *     of the library encoded it. The message contains no token
   */
  public static StoredTokens decode(byte[] content, String person, String subject) {
    Map<?, ?> properties = properties(content, subject);
    checkVersion(properties.get("version"), subject);
    if (!person.equals(properties.get("person"))) {
      throw new CredentialsException(
          subject
              + " belongs to another person than its name says. It may have been renamed."
              + RESTORE_OR_REAUTHORIZE);
    }
    try {
      return new StoredTokens(
          new OAuthTokens(
              text(properties, "access_token"),
              properties.containsKey("refresh_token") ? text(properties, "refresh_token") : null,
              Instant.parse(text(properties, "obtained_at")),
              instant(properties, "expires_at"),
              scopes(properties.get("granted_scopes"))),
          instant(properties, "refresh_sent_at"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new CredentialsException(
          subject
              + " cannot be used: a token, a timestamp or the scopes are missing or malformed."
              + RESTORE_OR_REAUTHORIZE);
    }
  }

  private static Map<?, ?> properties(byte[] content, String subject) {
    if (content.length == 0) {
      throw new CredentialsException(subject + " is empty." + RESTORE_OR_REAUTHORIZE);
    }
    try {
      return (Map<?, ?>) JsonCodec.decode(content, Map.class, subject);
    } catch (OuraDecodingException e) {
      throw new CredentialsException(
          subject + " is not a JSON object or is truncated." + RESTORE_OR_REAUTHORIZE);
    }
  }

  private static void checkVersion(@Nullable Object version, String subject) {
    if (version instanceof Integer number && number > FORMAT_VERSION) {
      throw new CredentialsException(
          subject
              + " was written by a newer version of oura4j (format "
              + number
              + ", this version supports "
              + FORMAT_VERSION
              + "). Update oura4j in this program.");
    }
    if (!Integer.valueOf(FORMAT_VERSION).equals(version)) {
      throw new CredentialsException(
          subject + " is not a token record: it has no format version." + RESTORE_OR_REAUTHORIZE);
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
    Set<Scope> scopes = new LinkedHashSet<>();
    for (Object name : list) {
      scopes.add(ScopeList.granted(String.valueOf(name)));
    }
    return scopes;
  }
}
