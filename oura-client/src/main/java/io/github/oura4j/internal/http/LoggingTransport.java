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
 * Logs each request at level DEBUG: method, path, status, size and time, and nothing else. The
 * JDK's own logging interface reaches every logging library and costs users no dependency.
 */
public final class LoggingTransport implements Transport {
  private static final Logger LOG = System.getLogger("io.github.oura4j.http");

  private final Transport next;

  /**
   * Makes a log in front of a transport.
   *
   * @param next the transport that sends
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
                  .formatted(request, response.status(), response.body().length, since(start)));
      return response;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "%s failed after %d ms".formatted(request, since(start)));
      throw e;
    }
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Override
  public void close() {
    next.close();
  }
}
