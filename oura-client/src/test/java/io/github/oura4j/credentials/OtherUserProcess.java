// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.CallListener;
import io.github.oura4j.OuraClient;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.http.OuraResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Accesses a file store as the user who runs the program, and prints the result. */
final class OtherUserProcess {
  /** How long the saved token is valid: so short that calls refresh it in the background. */
  private static final Duration VALID = Duration.ofMinutes(4);

  private OtherUserProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    TokenStore store = TokenStore.inFolder(Path.of(arguments[1]));
    try {
      switch (arguments[0]) {
        case "find" -> System.out.println("found " + store.find("one"));
        case "call" -> call(store);
        default -> save(store);
      }
    } catch (OuraException e) {
      print(e);
    }
  }

  private static void save(TokenStore store) {
    Instant now = Instant.now(Clock.systemUTC());
    store.save(
        "one",
        StoredTokens.of(
            new OAuthTokens(
                "planted-new",
                "planted-new",
                now.minus(Duration.ofHours(1)),
                now.plus(VALID),
                Set.of())));
    System.out.println("saved");
  }

  /** Calls the API three times, and prints the failed refresh that the listener is notified of. */
  private static void call(TokenStore store) throws InterruptedException {
    BlockingQueue<OuraException> failures = new LinkedBlockingQueue<>();
    try (OAuthClient oauth =
            OAuthClient.builder("id", "secret")
                .transport(
                    request -> {
                      System.out.println("a refresh token was sent");
                      return new OuraResponse(503, Map.of(), new byte[0]);
                    })
                .build();
        OuraClient oura =
            OuraClient.builder()
                .credentials(oauth.credentials(store, "one"))
                .transport(
                    request ->
                        new OuraResponse(
                            200, Map.of(), "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8)))
                .listener(
                    new CallListener() {
                      @Override
                      public void onRefreshFailed(OuraException reason) {
                        failures.add(reason);
                      }
                    })
                .build()) {
      for (int i = 0; i < 3; i++) {
        oura.personalInfo().get();
        System.out.println("called");
      }
      OuraException failure = failures.poll(20, TimeUnit.SECONDS);
      if (failure != null) {
        print(failure);
      }
    }
  }

  private static void print(OuraException e) {
    System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
  }
}
