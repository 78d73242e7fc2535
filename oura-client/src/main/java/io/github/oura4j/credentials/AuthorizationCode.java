// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An OAuth2 authorization code, which the callback delivers after a person has granted access. It
 * can be exchanged for tokens once, within a short time.
 *
 * @param code the code
 * @param grantedScopes the scopes that the person granted; empty if the callback does not name them
 */
public record AuthorizationCode(String code, Set<Scope> grantedScopes) {
  /**
   * Creates an authorization code. The scopes are copied.
   *
   * @param code the code
   * @param grantedScopes the scopes that the person granted; empty if unknown
   */
  public AuthorizationCode {
    grantedScopes = Collections.unmodifiableSet(new LinkedHashSet<>(grantedScopes));
  }

  /** Returns the scopes but not the code. */
  @Override
  public String toString() {
    return "AuthorizationCode[scopes=" + grantedScopes + "]";
  }
}
