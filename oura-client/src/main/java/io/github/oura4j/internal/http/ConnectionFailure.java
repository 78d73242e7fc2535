// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import io.github.oura4j.http.OuraRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Describes failures to send a request, or to receive the whole response. */
public final class ConnectionFailure {
  private ConnectionFailure() {}

  /**
   * Returns the message about a request without a complete response.
   *
   * @param advice the last sentences of the message: what to do
   */
  public static String message(OuraRequest request, IOException failure, String advice) {
    return request
        + " to "
        + hostAndPort(request.uri())
        + " failed: "
        + Objects.requireNonNullElse(failure.getMessage(), "no response was received")
        + ". "
        + advice;
  }

  /** Returns whether a failure shows that no connection was established, so nothing was sent. */
  public static boolean isUnsent(@Nullable Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof SSLPeerUnverifiedException;
  }

  private static String hostAndPort(URI uri) {
    int defaultPort = "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    return uri.getHost() + ":" + (uri.getPort() < 0 ? defaultPort : uri.getPort());
  }
}
