// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/** What a call does when a rate limit leaves it no permit, the client's own or Oura's. */
public enum RateLimitMode {
  /** It waits for its turn, as long as one wait may be. */
  WAIT,
  /** It fails at once, and says when to come back. */
  FAIL
}
