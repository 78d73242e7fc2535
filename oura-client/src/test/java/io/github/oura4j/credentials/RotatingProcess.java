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
import java.util.Set;
import java.util.function.Supplier;

/**
 * A program whose threads all ask for data in one person's name, until it is killed. It prints how
 * long each refresh of its own left the pair open to loss, and everything that should not happen.
 */
final class RotatingProcess {
  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;

  private RotatingProcess() {}

  public static void main(String[] arguments) {
    URI data = URI.create(arguments[0] + "/v2/usercollection/personal_info");
    Transport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(30), 1_000_000);
    TokenStore store = new TimedStore(TokenStore.inFolder(Path.of(arguments[1])));
    Clock clock = new Hasty(Instant.parse(arguments[4]), Long.parseLong(arguments[3]));
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      Credentials credentials =
          OAuthClient.builder("simulated-client-id", "simulated-client-secret")
              .endpoints(OAuthEndpoints.current().at(arguments[0]))
              .clock(clock)
              .build()
              .credentials(store, "one");
      new Thread(() -> work(data, transport, credentials)).start();
    }
  }

  private static void work(URI data, Transport transport, Credentials credentials) {
    while (true) {
      try {
        System.out.println(ask(data, transport, credentials));
        Thread.sleep(5);
      } catch (ReauthorizationRequiredException lost) {
        System.out.println("REAUTHORISE");
        pause();
      } catch (Exception e) {
        System.out.println("UNEXPECTED " + e);
        pause();
      }
    }
  }

  /** As the client does: a refused token is renewed once, and the request repeated once. */
  private static String ask(URI data, Transport transport, Credentials credentials)
      throws Exception {
    String token = credentials.accessToken();
    int status = send(data, transport, token);
    if (status == UNAUTHORISED) {
      Optional<String> renewed = credentials.refreshAfter(token);
      status = renewed.isPresent() ? send(data, transport, renewed.get()) : UNAUTHORISED;
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

  /** Tells how long it takes from the forced intent to the forced pair. */
  private record TimedStore(TokenStore inner) implements TokenStore {
    private static final ThreadLocal<Long> INTENT = new ThreadLocal<>();

    @Override
    public Optional<StoredTokens> find(String person) {
      return inner.find(person);
    }

    @Override
    public void save(String person, StoredTokens tokens) {
      inner.save(person, tokens);
      if (tokens.refreshSentAt() != null) {
        INTENT.set(System.nanoTime());
      } else if (INTENT.get() != null) {
        System.out.println("WINDOW " + (System.nanoTime() - INTENT.get()) / 1000);
        INTENT.remove();
      }
    }

    @Override
    public void remove(String person) {
      inner.remove(person);
    }

    @Override
    public Set<String> people() {
      return inner.people();
    }

    @Override
    public <T> T withLock(String person, Supplier<T> work) {
      return inner.withLock(person, work);
    }
  }

  /** A clock that runs a number of times faster, in all processes alike. */
  static final class Hasty extends Clock {
    private final Instant start;
    private final long times;

    Hasty(Instant start, long times) {
      this.start = start;
      this.times = times;
    }

    @Override
    public Instant instant() {
      return start.plus(Duration.between(start, Instant.now()).multipliedBy(times));
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
