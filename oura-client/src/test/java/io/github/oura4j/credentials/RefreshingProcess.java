// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A program that needs the access token of one person once, prints it, and ends when its input
 * ends. Its arguments are the URL of the token endpoint, the folder of the store, and the call
 * timeout in milliseconds.
 */
final class RefreshingProcess {
  private RefreshingProcess() {}

  public static void main(String[] arguments) throws IOException {
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
