// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

/** The application at Oura that webhook subscriptions belong to. */
record Application(String clientId, String clientSecret) {
  /** Keeps the secret to itself. */
  @Override
  public String toString() {
    return "Application[" + clientId + "]";
  }
}
