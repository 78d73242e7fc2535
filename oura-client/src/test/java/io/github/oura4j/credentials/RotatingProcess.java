// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.ReauthorizationRequiredException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A program whose threads request data of one person until the process is killed. For each of its
 * refreshes it prints how long a crash would have lost the pair, and it reports every unexpected
 * event.
 */
final class RotatingProcess {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private RotatingProcess() {}

  public static void main(String[] arguments) {
    URI data = URI.create(arguments[0] + "/v2/usercollection/personal_info");
    Transport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1_000_000);
    TokenStore store = new TimedStore(TokenStore.inFolder(Path.of(arguments[1])));
    Clock clock = new AcceleratedClock(Instant.parse(arguments[4]), Long.parseLong(arguments[3]));
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      Credentials credentials =
          OAuthClient.builder("simulated-client-id", "simulated-client-secret")
              .endpoints(OAuthEndpoints.current().withBaseUrl(arguments[0]))
              .clock(clock)
              .build()
              .credentials(store, "one");
      new Thread(() -> requestForever(data, transport, credentials)).start();
    }
  }

  private static void requestForever(URI data, Transport transport, Credentials credentials) {
    while (true) {
      try {
        System.out.println(request(data, transport, credentials));
        Thread.sleep(5);
      } catch (ReauthorizationRequiredException lost) {
        System.out.println("REAUTHORIZE");
        pause();
      } catch (Exception e) {
        System.out.println("UNEXPECTED " + e);
        pause();
      }
    }
  }

  /** Like the client, refreshes a rejected token once and sends the request once more. */
  private static String request(URI data, Transport transport, Credentials credentials)
      throws Exception {
    String token = credentials.accessToken();
    int status = send(data, transport, token);
    if (status == UNAUTHORIZED) {
      Optional<String> refreshed = credentials.refreshAfter(token);
      status = refreshed.isPresent() ? send(data, transport, refreshed.get()) : UNAUTHORIZED;
    }
    return status == OK ? "OK" : "STATUS " + status;
  }

  private static int send(URI data, Transport transport, String token) throws Exception {
    return transport
        .send(
            OuraRequest.of("GET", data, Duration.ofSeconds(30))
                .withHeader("Authorization", "Bearer " + token))
        .status();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Measures the time from the synced intent to the synced pair. */
  private static final class TimedStore extends DelegatingStore {
    private static final ThreadLocal<Long> INTENT = new ThreadLocal<>();

    TimedStore(TokenStore inner) {
      super(inner);
    }

    @Override
    public void save(String person, StoredTokens tokens) {
      super.save(person, tokens);
      if (tokens.refreshSentAt() != null) {
        INTENT.set(System.nanoTime());
      } else if (INTENT.get() != null) {
        System.out.println("WINDOW " + (System.nanoTime() - INTENT.get()) / 1000);
        INTENT.remove();
      }
    }
  }

  /** A clock that runs faster than real time, synchronously in all processes. */
  static final class AcceleratedClock extends Clock {
    private final Instant start;
    private final long speed;

    AcceleratedClock(Instant start, long speed) {
      this.start = start;
      this.speed = speed;
    }

    @Override
    public Instant instant() {
      return start.plus(Duration.between(start, Instant.now()).multipliedBy(speed));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
