// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.limit;

/**
 * Which of Oura's two rate limits is meant. Every request counts toward both: that of the
 * application, and that of the access token it was sent with.
 */
public enum RateLimitTier {
  /** The limit of the application, shared by the access tokens of all its people. */
  APPLICATION,
  /** The limit of a single access token. */
  TOKEN
}
