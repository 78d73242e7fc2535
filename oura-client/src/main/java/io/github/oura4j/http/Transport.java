// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;

/**
 * Sends one request and brings back the whole answer. {@link JdkTransport} is the usual one; bring
 * your own for another HTTP library, a proxy of a special kind, or a platform without {@code
 * java.net.http}.
 *
 * <p>An implementation is safe across threads, never follows a redirect (the access token would go
 * along), gives up after {@link OuraRequest#timeout()}, and fails rather than handing up an answer
 * whose body was cut off.
 */
@FunctionalInterface
public interface Transport extends AutoCloseable {

  /**
   * Sends a request and waits for the whole answer.
   *
   * @param request what to send
   * @return the answer, of whatever status, its body decompressed
   * @throws IOException if no whole answer came; its message holds no header, query or body. A
   *     {@link java.net.ConnectException} says that nothing was sent, so that writes may be
   *     repeated; a {@link javax.net.ssl.SSLPeerUnverifiedException} says that nothing was sent and
   *     that repeating is no use; an {@link ResponseTooLargeException} says the latter only
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  OuraResponse send(OuraRequest request) throws IOException, InterruptedException;

  /** Releases what the transport opened. Does nothing by default. */
  @Override
  default void close() {}
}
