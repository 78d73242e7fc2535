// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

/** The application that subscribes to webhooks. */
record Application(String clientId, String clientSecret) {
  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "Application[clientId=" + clientId + "]";
  }
}
