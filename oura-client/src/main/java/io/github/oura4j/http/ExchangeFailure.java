// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import io.github.oura4j.internal.util.RedactedCause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Translates a failure of the JDK's HTTP client into the exception that a {@link Transport} throws.
 *
 * <p>The cause is redacted: messages of the JDK can contain host names and bytes of the response.
 */
final class ExchangeFailure {
  private ExchangeFailure() {}

  /** Translates a failure to create one of the JDK's HTTP clients, before anything was sent. */
  static IOException notStarted(UncheckedIOException failure) {
    return withCause(
        new ConnectException("Java's HTTP client did not start; maybe too many files are open"),
        failure);
  }

  /** Translates a failure that happened before the request was sent. */
  static IOException notSent(@Nullable Throwable failure) {
    return withCause(notSentFor(failure), failure);
  }

  private static IOException notSentFor(@Nullable Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) {
      return new ConnectException("no connection within the connect timeout");
    }
    if (failure instanceof ConnectException) {
      return new ConnectException(
          hasCause(failure, UnresolvedAddressException.class::isInstance)
              ? "the host is unknown"
              : "the connection was refused");
    }
    if (isCausedByCertificate(failure)) {
      return new SSLPeerUnverifiedException(
          "the server's certificate is not trusted or does not match the host name");
    }
    if (hasCause(failure, ExchangeFailure::isPlainText)) {
      return new SSLPeerUnverifiedException(
          "the server does not use TLS on this port, so its identity is unknown");
    }
    if (failure instanceof SSLException || isHandshakeFailure(failure)) {
      return new ConnectException("the TLS handshake failed");
    }
    return new ConnectException("the connection was lost before the request was sent");
  }

  /** Translates a failure that happened after the request was sent, at least in part. */
  static IOException sent(@Nullable Throwable failure) {
    if (failure instanceof ResponseTooLargeException tooLarge) {
      return tooLarge;
    }
    if (failure instanceof SSLException) {
      return withCause(new SSLException("the TLS connection failed"), failure);
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return withCause(
          new IOException("the connection was lost before the response was complete"), failure);
    }
    return withCause(new IOException("the exchange failed"), failure);
  }

  private static IOException withCause(IOException translated, @Nullable Throwable original) {
    translated.initCause(RedactedCause.of(original));
    return translated;
  }

  /**
   * Returns whether a TLS handshake failed because of the certificate. Other security exceptions do
   * not count: a corrupted TLS record causes one, too.
   */
  private static boolean isCausedByCertificate(@Nullable Throwable failure) {
    return hasCause(failure, SSLHandshakeException.class::isInstance)
        && hasCause(
            failure,
            cause ->
                cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException);
  }

  /**
   * Returns whether the TLS handshake failed, so the server did not process the request even if
   * {@link NonRepeatableBody} counts it as sent. The JDK also starts to send a request when a
   * handshake ends early: always if the server closes the connection during the handshake, and
   * sometimes, by a race, if the handshake fails in another way.
   *
   * <p>A failure after the handshake, such as a corrupted record, is not an {@link
   * SSLHandshakeException}. For a server that does not use TLS, the JDK has no exception type, only
   * a message, which it uses for nothing but the first record of a connection. If a JDK changes
   * that message, the request merely counts as sent again.
   */
  static boolean isHandshakeFailure(@Nullable Throwable failure) {
    return hasCause(failure, cause -> cause instanceof SSLHandshakeException || isPlainText(cause));
  }

  private static boolean isPlainText(Throwable failure) {
    return failure instanceof SSLException
        && String.valueOf(failure.getMessage()).startsWith("Unrecognized SSL message");
  }

  private static boolean hasCause(@Nullable Throwable failure, Predicate<Throwable> condition) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (condition.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
