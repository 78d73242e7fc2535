// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/** Whose allowance it is: Oura counts twice. */
public enum RateLimitTier {
  /** The application's, over all its people. */
  APPLICATION,
  /** That of one access token. */
  TOKEN
}
