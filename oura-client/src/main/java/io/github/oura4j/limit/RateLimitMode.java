// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/**
 * What a call does when it must not be sent yet because of a rate limit, either the client's own or
 * Oura's.
 */
public enum RateLimitMode {
  /** The call waits for a permit, up to the maximum wait of the retry policy. */
  WAIT,
  /** The call fails immediately; the exception contains the time at which to retry. */
  FAIL
}
