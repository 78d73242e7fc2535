// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import io.github.oura4j.simulator.internal.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP endpoint of a subscriber, to which events are posted. Only endpoints on this machine are
 * called, because simulated events must not reach anybody else.
 *
 * @param uri the callback URL
 */
record CallbackEndpoint(URI uri) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Limits the whole exchange; the timeout of an HttpRequest would end with the response headers.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int CHALLENGE_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  static CallbackEndpoint of(String url) {
    return new CallbackEndpoint(URI.create(url));
  }

  boolean isOnThisMachine() {
    String host = uri.getHost();
    return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Sends a random challenge, and returns whether the endpoint confirmed it by returning it. */
  boolean confirmsChallenge(String verificationToken) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(bytes);
    String challenge = HexFormat.of().formatHex(bytes);
    HttpRequest request =
        HttpRequest.newBuilder(challengeUrl(verificationToken, challenge)).build();
    try {
      HttpResponse<byte[]> response =
          HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
              .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
              .join();
      return response.statusCode() / 100 == 2
          && Json.read(new String(response.body(), StandardCharsets.UTF_8))
              .path("challenge")
              .asText()
              .equals(challenge);
    } catch (CompletionException | IOException noValidResponse) {
      return false;
    }
  }

  /** Returns the URL of a challenge. */
  URI challengeUrl(String verificationToken, String challenge) {
    String query =
        "verification_token="
            + URLEncoder.encode(verificationToken, StandardCharsets.UTF_8)
            + "&challenge="
            + challenge;
    return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
  }

  /** Posts an event, and returns the status of the response; 0 if none arrived in time. */
  CompletableFuture<Integer> post(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .handle((response, failure) -> response == null ? 0 : response.statusCode());
  }
}
