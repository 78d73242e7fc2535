// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.HtmlPage;
import io.github.oura4j.simulator.internal.http.SimulatedResponse;

/** The ways in which the creation of a subscription can fail on the side of Oura. */
public enum CreationFault {
  /** Oura does not accept the certificate of the callback. */
  SSL_ERROR,
  /** The subscription is created, but a gateway responds before that. */
  GATEWAY_TIMEOUT,
  /** A gateway responds, and no subscription is created. */
  GATEWAY_TIMEOUT_WITHOUT_SUBSCRIPTION;

  boolean createsSubscription() {
    return this == GATEWAY_TIMEOUT;
  }

  /**
   * Returns the response to send. Like Oura's, that of an SSL error repeats the URL of the
   * challenge, which contains the verification token.
   */
  SimulatedResponse response(Subscription subscription, String verificationToken) {
    return this == SSL_ERROR
        ? ErrorResponse.sslError(
                subscription.callback().challengeUrl(verificationToken, "challenge").toString())
            .response()
        : new SimulatedResponse(504, new HtmlPage("<html>504 Gateway Time-out</html>"));
  }
}
