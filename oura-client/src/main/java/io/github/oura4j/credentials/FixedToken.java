// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

/** Credentials that are always the same access token. */
record FixedToken(String accessToken) implements Credentials {
  /** Keeps the token to itself. */
  @Override
  public String toString() {
    return "Credentials[access token]";
  }
}
