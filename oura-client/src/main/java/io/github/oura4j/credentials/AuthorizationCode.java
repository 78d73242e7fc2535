// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a person's agreement brought: a code that works once, for a short time.
 *
 * @param code the code
 * @param grantedScopes what the person granted, as far as the callback said so
 */
public record AuthorizationCode(String code, Set<Scope> grantedScopes) {
  /**
   * Copies the scopes.
   *
   * @param code the code
   * @param grantedScopes what the person granted
   */
  public AuthorizationCode {
    grantedScopes = Collections.unmodifiableSet(new LinkedHashSet<>(grantedScopes));
  }

  /** Names the scopes, and keeps the code to itself. */
  @Override
  public String toString() {
    return "AuthorizationCode[scopes=" + grantedScopes + "]";
  }
}
