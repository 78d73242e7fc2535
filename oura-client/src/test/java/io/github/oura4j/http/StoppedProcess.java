// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.time.Duration;

/**
 * Sends a first request without a short timeout, so that all classes are loaded. Then sends a GET
 * and a POST request at the same time with a timeout of the given milliseconds, and prints the
 * status or failure of each.
 */
final class StoppedProcess {
  private StoppedProcess() {}

  public static void main(String[] arguments) throws Exception {
    URI uri = URI.create(arguments[0]);
    System.out.println(send("POST", uri, Duration.ofMinutes(1)));
    Duration timeout = Duration.ofMillis(Long.parseLong(arguments[1]));
    for (String method : new String[] {"GET", "POST"}) {
      new Thread(() -> System.out.println(send(method, uri, timeout))).start();
    }
  }

  private static String send(String method, URI uri, Duration timeout) {
    try (Transport transport = new JdkTransport(timeout, timeout, 100_000)) {
      OuraRequest request = OuraRequest.of(method, uri, timeout).withBody(new byte[] {'x'});
      return method + " " + transport.send(request).status();
    } catch (Exception e) {
      return method + " " + e;
    }
  }
}
