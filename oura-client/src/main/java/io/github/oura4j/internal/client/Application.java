// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

/**
 * The credentials of an application that is registered with Oura. Requests for its webhook
 * subscriptions are authenticated with them.
 */
record Application(String clientId, String clientSecret) {
  /** Returns the client id, but not the secret. */
  @Override
  public String toString() {
    return "Application[" + clientId + "]";
  }
}
