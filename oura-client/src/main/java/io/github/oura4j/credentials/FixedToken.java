// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

/** Credentials with a fixed access token that cannot be refreshed. */
record FixedToken(String accessToken) implements Credentials {
  /** Returns a constant text without the token. */
  @Override
  public String toString() {
    return "Credentials[access token]";
  }
}
