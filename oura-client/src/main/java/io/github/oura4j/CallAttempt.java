// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import java.time.Duration;

/**
 * Describes one attempt to send a request, for a {@link CallListener}. It contains no URL, token or
 * health value, and its strings have few distinct values, so that they can be used as metric tags.
 *
 * @param method the HTTP method
 * @param type the data type of the request by its name in the API, such as {@code daily_sleep};
 *     {@code webhook_subscription} for webhook subscriptions; {@code other} for paths that this
 *     version does not know
 * @param number the number of the attempt within its call, starting at 1
 * @param outcome the status code of the response, such as {@code 200}; {@code none} if no complete
 *     response arrived; {@code unsent} if the client's own rate limiter did not grant a permit in
 *     time or could not be reached. If the call ended early: {@code interrupted} if its thread was
 *     interrupted, {@code closed} if the client was closed, {@code failed} if the transport or the
 *     rate limiter threw an unchecked exception
 * @param elapsed the time from the start of the call to the end of this attempt, including earlier
 *     attempts and the waits between them
 */
public record CallAttempt(
    String method, String type, int number, String outcome, Duration elapsed) {}
