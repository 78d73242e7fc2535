// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;

/**
 * Sends an HTTP request and returns the complete response. {@link JdkTransport} is the default
 * implementation. Implement this interface to use another HTTP library, or a platform without
 * {@code java.net.http}.
 *
 * <p>An implementation must
 *
 * <ul>
 *   <li>be safe for use by multiple threads;
 *   <li>never follow a redirect, because that would send the access token to another host;
 *   <li>fail once {@link OuraRequest#timeLeft()} has elapsed, counted from the call of {@link
 *       #send};
 *   <li>fail if the body of the response is truncated, instead of returning a partial response.
 * </ul>
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {

  /**
   * Sends a request and waits for the complete response.
   *
   * @param request the request to send
   * @return the response, with any status and a decompressed body
   * @throws IOException if no complete response was received. The message must not contain a
   *     header, the query or the body. The type of the exception decides about retries:
   *     <ul>
   *       <li>{@link java.net.ConnectException}: nothing was sent, so that even a request that
   *           changes data can be retried.
   *       <li>{@link javax.net.ssl.SSLPeerUnverifiedException}: nothing was sent, and a retry is
   *           pointless.
   *       <li>{@link ResponseTooLargeException}: the request was sent, and a retry is pointless.
   *       <li>Any other {@code IOException}: the request may have been sent, so that only a request
   *           that changes no data is retried.
   *     </ul>
   *
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  OuraResponse send(OuraRequest request) throws IOException, InterruptedException;

  /** Releases the resources of the transport. The default implementation does nothing. */
  @Override
  default void close() {}
}
