// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that sends a request without a short timeout, so that all classes are loaded. Then it
 * needs the access token of one person once, prints it, and ends when its input ends. Its arguments
 * are the URL of the token endpoint, the folder of the store, and the call timeout in milliseconds.
 */
final class RefreshingProcess {
  private RefreshingProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (Transport transport =
        new JdkTransport(Duration.ofMinutes(1), Duration.ofMinutes(1), 100_000)) {
      transport.send(OuraRequest.of("GET", URI.create(arguments[0]), Duration.ofMinutes(1)));
    }
    Credentials credentials =
        OAuthClient.builder("id", "secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(arguments[0]))
            .callTimeout(Duration.ofMillis(Long.parseLong(arguments[2])))
            .build()
            .credentials(TokenStore.inFolder(Path.of(arguments[1])), "one");
    System.out.println(credentials.accessToken());
    System.in.read();
  }
}
