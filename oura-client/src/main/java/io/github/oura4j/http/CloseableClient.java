// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client of the JDK that can be closed on all versions of Java.
 *
 * <p>{@link HttpClient} can be closed since Java 21. On older versions, its connections and the
 * thread that waits for them would remain until it is garbage collected, and the JVM would need 0.3
 * s longer to exit because of that thread. The thread closes the connections and ends when it is
 * interrupted, so this class finds it by its name, which contains the number of the client. Where
 * it cannot be found, the garbage collector closes the client.
 */
final class CloseableClient {
  private static final boolean CLOSEABLE = AutoCloseable.class.isAssignableFrom(HttpClient.class);

  /** The end of the text of a client, which is its number. */
  private static final Pattern NUMBER = Pattern.compile("\\((\\d+)\\)$");

  /** The time to close the connections, which usually takes a few milliseconds. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final HttpClient client;

  /** The thread that ends the client, if it cannot be closed otherwise. */
  private final @Nullable Thread selector;

  private CloseableClient(HttpClient client) {
    this.client = client;
    this.selector = CLOSEABLE ? null : findSelector(client);
  }

  static CloseableClient build(HttpClient.Builder settings) {
    return new CloseableClient(settings.build());
  }

  /** Returns the client, which must not be used anymore after {@link #close()}. */
  HttpClient get() {
    return client;
  }

  /** Finds the thread among those of the current thread's group, in which a client starts it. */
  private static @Nullable Thread findSelector(HttpClient client) {
    Matcher number = NUMBER.matcher(client.toString());
    if (!number.find()) {
      return null;
    }
    String name = "HttpClient-" + number.group(1) + "-SelectorManager";
    try {
      // Threads that are started meanwhile need room too.
      Thread[] threads = new Thread[2 * Thread.activeCount() + 10];
      int count = Thread.enumerate(threads);
      return Arrays.stream(threads, 0, count)
          .filter(thread -> thread.getName().equals(name))
          .findAny()
          .orElse(null);
    } catch (SecurityException e) {
      return null; // A security manager does not permit to look at threads.
    }
  }

  /**
   * Closes the connections, and ends the client's own threads. Its exchanges must have ended. Must
   * not be called in a thread of the client, because it waits for them.
   */
  void close() {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("The HTTP client could not be closed.");
      }
    } else if (selector != null) {
      end(selector);
    }
  }

  private static void end(Thread selector) {
    try {
      selector.interrupt();
      selector.join(CLOSE_TIMEOUT.toMillis());
    } catch (SecurityException e) {
      // A security manager does not permit it, so the client remains until it is collected.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
