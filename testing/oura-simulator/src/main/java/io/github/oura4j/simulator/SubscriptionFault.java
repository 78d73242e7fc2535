// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import io.github.oura4j.simulator.internal.webhook.CreationFault;

/** A way in which the creation of a webhook subscription fails, as it does at Oura. */
public enum SubscriptionFault {
  /**
   * Oura does not accept the certificate of the callback: status 500, with {@code SSLError} and the
   * URL of the challenge in the body. No subscription is created.
   */
  SSL_ERROR(CreationFault.SSL_ERROR),
  /**
   * A gateway does not wait for Oura: status 504 with an HTML body. The subscription is created
   * nevertheless.
   */
  GATEWAY_TIMEOUT(CreationFault.GATEWAY_TIMEOUT),
  /** A gateway does not wait for Oura: status 504. No subscription is created. */
  GATEWAY_TIMEOUT_WITHOUT_SUBSCRIPTION(CreationFault.GATEWAY_TIMEOUT_WITHOUT_SUBSCRIPTION);

  private final CreationFault fault;

  SubscriptionFault(CreationFault fault) {
    this.fault = fault;
  }

  CreationFault fault() {
    return fault;
  }
}
