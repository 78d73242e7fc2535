// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

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
 * Where a subscription's events go. Only callbacks on this machine are called: a made-up event is
 * nobody else's business.
 */
record Callback(URI address) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Holds for the whole answer, unlike a request's own time-out, which ends at the headers. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int CHALLENGE_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  static Callback of(String url) {
    return new Callback(URI.create(url));
  }

  boolean isOnThisMachine() {
    String host = address.getHost();
    return host != null && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /** Asks whether the callback wants events: it has to send a random text back. */
  boolean answersChallenge(String verificationToken) {
    byte[] random = new byte[CHALLENGE_BYTES];
    RANDOM.nextBytes(random);
    String challenge = HexFormat.of().formatHex(random);
    String query =
        "verification_token="
            + URLEncoder.encode(verificationToken, StandardCharsets.UTF_8)
            + "&challenge="
            + challenge;
    String joint = address.getRawQuery() == null ? "?" : "&";
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + joint + query)).build();
    try {
      HttpResponse<byte[]> answer =
          HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
              .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .join();
      return answer.statusCode() / 100 == 2
          && Json.read(new String(answer.body(), StandardCharsets.UTF_8))
              .path("challenge")
              .asText()
              .equals(challenge);
    } catch (CompletionException | IOException noAnswer) {
      return false;
    }
  }

  /** Posts an event; the status of the answer, or 0 when none came in time. */
  CompletableFuture<Integer> post(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .handle((answer, noAnswer) -> answer == null ? 0 : answer.statusCode());
  }
}
