// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Logs each request at level DEBUG: method, path, response status, body size and duration. Headers,
 * query and body are never logged, because they contain tokens and health data.
 *
 * <p>Uses {@link System.Logger}, which works with every logging library without a dependency on
 * one.
 */
public final class LoggingTransport implements Transport {
  private static final Logger LOG = System.getLogger("io.github.oura4j.http");

  private final Transport next;

  /**
   * Creates a transport that logs the requests of another one.
   *
   * @param next the transport that sends the requests
   */
  public LoggingTransport(Transport next) {
    this.next = next;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      OuraResponse response = next.send(request);
      LOG.log(
          Level.DEBUG,
          () ->
              "%s -> %d, %d bytes, %d ms"
                  .formatted(
                      request, response.status(), response.body().length, millisSince(start)));
      return response;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "%s failed after %d ms".formatted(request, millisSince(start)));
      throw e;
    }
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Override
  public void close() {
    next.close();
  }
}
