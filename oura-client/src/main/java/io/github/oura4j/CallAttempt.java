// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Duration;

/**
 * One attempt at a request, for those who listen. It holds no address, token or value, and its
 * texts come from short lists, so that they may become labels of metrics.
 *
 * @param method the HTTP method
 * @param type what was asked for, as the API names it, such as {@code daily_sleep}; {@code
 *     webhook_subscription}; {@code other} for paths that this version does not know
 * @param number which attempt it was, from 1
 * @param outcome the status of the answer as text, such as {@code 200}; {@code none} when no whole
 *     answer came; {@code unsent} when the client's own rate limit held it back. Of a call that was
 *     ended from outside, {@code interrupted} when its thread was; {@code closed} when the client
 *     was; {@code failed} when a transport or limiter let an exception out
 * @param time how long the call has taken up to its end
 */
public record CallAttempt(String method, String type, int number, String outcome, Duration time) {}
