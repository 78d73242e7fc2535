// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.net.URI;
import java.time.Duration;

/** Sends a request with a timeout of the given milliseconds, and prints the status or failure. */
final class StoppedProcess {
  private StoppedProcess() {}

  public static void main(String[] arguments) {
    Duration timeout = Duration.ofMillis(Long.parseLong(arguments[1]));
    try (Transport transport = new JdkTransport(timeout, timeout, 100_000)) {
      OuraRequest request =
          OuraRequest.of(arguments[2], URI.create(arguments[0]), timeout)
              .withBody(new byte[] {'x'});
      System.out.println(transport.send(request).status());
    } catch (Exception e) {
      System.out.println(e);
    }
  }
}
