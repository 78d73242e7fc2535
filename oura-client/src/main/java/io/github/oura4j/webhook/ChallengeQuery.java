// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query string of a challenge request. Repeated parameters are rejected as ambiguous. */
record ChallengeQuery(@Nullable String query) {
  String parameter(String name) {
    List<String> values =
        Stream.of((query == null ? "" : query).split("&", -1))
            .filter(pair -> pair.startsWith(name + "="))
            .map(pair -> decode(pair.substring(name.length() + 1)))
            .toList();
    if (values.size() != 1 || values.get(0).isEmpty()) {
      throw new WebhookRejectedException(
          400, "The request is not a challenge from Oura: it must have exactly one " + name + ".");
    }
    return values.get(0);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new WebhookRejectedException(
          400, "The query of the challenge is not properly URL-encoded.");
    }
  }

  /** Omits the query, which contains the verification token. */
  @Override
  public String toString() {
    return "ChallengeQuery";
  }
}
