// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The form in which token responses and callbacks name the granted scopes. */
public enum GrantedScopeFormat {
  /** Words separated by spaces. */
  TEXT,
  /** In token responses an array of words, and in callbacks words separated by spaces. */
  ARRAY,
  /** Neither token responses nor callbacks name the scopes. */
  ABSENT;

  /** The prefix of granted scopes, which does not depend on the form of the request. */
  private static final String PREFIX = "extapi:";

  /** Returns the value in a token response; empty if there is none. */
  Optional<Object> inTokenResponse(Collection<String> scopes) {
    return this == ARRAY ? Optional.of(prefixed(scopes)) : inCallback(scopes).map(text -> text);
  }

  /** Returns the value in a callback; empty if there is none. */
  Optional<String> inCallback(Collection<String> scopes) {
    return this == ABSENT ? Optional.empty() : Optional.of(String.join(" ", prefixed(scopes)));
  }

  private static List<String> prefixed(Collection<String> scopes) {
    return scopes.stream().map(PREFIX::concat).toList();
  }
}
