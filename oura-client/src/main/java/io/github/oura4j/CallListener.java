// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.json.InvalidValue;
import io.github.oura4j.limit.RateLimitStatus;
import io.github.oura4j.limit.RequestLimiter;
import java.time.Duration;

/**
 * Receives events about the calls of a client: attempts, retries, rate limits and results. Every
 * method does nothing by default, so override only the ones you need. Register the listener with
 * {@link OuraClient.Builder#listener}; {@link io.github.oura4j.metrics.OuraMetrics} is one that
 * publishes metrics.
 *
 * <p>A call is one request of the API together with its retries. Its events come in this order:
 * {@link #onPermitWait} if it has to wait for the rate limiter; {@link #onAttempt} after each
 * attempt, and {@link #onRateLimited} before it if Oura responded with status 429; {@link #onRetry}
 * before each further attempt; {@link #onGiveUp} if the last attempt failed and would have been
 * retried otherwise; and finally {@link #onEnd}. After that, when the response has been decoded,
 * {@link #onInvalidValue} is called for each value in it that does not fit its type.
 *
 * <p>The methods run on the thread of the call, except {@link #onRefreshFailed}. That is a
 * background thread of the client if {@link ListOptions} let a page be fetched ahead. They must be
 * safe for use by multiple threads, and fast, because the call waits for them. An exception that a
 * listener throws is logged and does not affect the call.
 */
public interface CallListener {

  /**
   * Called when a client with this listener has been built, before its first call. Derived clients
   * share the rate limiter and do not cause another event.
   *
   * @param limiter the rate limiter of the client
   */
  default void onClientBuilt(RequestLimiter limiter) {}

  /**
   * Called once when a client with this listener has been closed, unless it is derived from another
   * one.
   *
   * @param limiter the rate limiter of the client, which other clients can share
   */
  default void onClientClosed(RequestLimiter limiter) {}

  /**
   * Called when an attempt has ended: with a response of any status, or without a complete
   * response.
   *
   * @param attempt the attempt
   */
  default void onAttempt(CallAttempt attempt) {}

  /**
   * Called when a failed attempt is going to be retried, before the wait.
   *
   * @param failed the attempt that failed
   * @param wait the time until the next attempt
   */
  default void onRetry(CallAttempt failed, Duration wait) {}

  /**
   * Called when a call has to wait for a permit of the rate limiter, and again if the wait turns
   * out to be longer than estimated.
   *
   * @param type the data type of the request, as in {@link CallAttempt#type}
   * @param wait the estimated wait; in a further event, the time by which the estimate has grown
   */
  default void onPermitWait(String type, Duration wait) {}

  /**
   * Called when Oura has responded with status 429 because a rate limit was exceeded.
   *
   * @param status which limit was exceeded, for how long Oura rejects requests, and what the limit
   *     is
   */
  default void onRateLimited(RateLimitStatus status) {}

  /**
   * Called when a call has failed with a retryable error and is not retried again: it has used all
   * of its attempts, or the next wait would exceed {@link RetryPolicy#maxWait} or the deadline. It
   * is not called for errors that are never retried, such as status 404.
   *
   * @param last the last attempt of the call
   */
  default void onGiveUp(CallAttempt last) {}

  /**
   * Called exactly once for each call when it has ended, whether it succeeded, failed, was
   * interrupted or ended with an exception.
   *
   * <p>A call starts after its access token has been obtained: if that fails, there is no event. If
   * Oura rejects the token with status 401 and the request is sent again with a refreshed token,
   * this second request counts as another call, which has its own event.
   *
   * @param last the last attempt of the call, with the outcome of the whole call
   */
  default void onEnd(CallAttempt last) {}

  /**
   * Called when a refresh of an access token has failed that a call of this client started: because
   * the token endpoint did not return a new token pair, or because the token store could not be
   * read, locked or written. While the access token is still valid, calls go on with it, and a
   * further refresh is attempted later.
   *
   * <p>It runs on the thread of the refresh, or of the call if no thread can be started, after
   * calls that wait for the refresh have been given the exception. A call that it makes without a
   * valid access token starts another refresh, of whose failure it is notified as well. It is not
   * called for {@linkplain io.github.oura4j.credentials.Credentials credentials} that are
   * implemented by the application, unless they call {@link
   * io.github.oura4j.credentials.CallContext#refreshFailures} themselves.
   *
   * @param reason the exception that calls without a valid access token end with
   */
  default void onRefreshFailed(OuraException reason) {}

  /**
   * Called when the value of a property in a response does not fit the type of the property, such
   * as a fraction where Oura's description says integer. The property is null, and the raw value is
   * kept under its name in {@code unknownProperties()} of the record.
   *
   * <p>Called once for each such value, when the whole response has been decoded. Because more days
   * are requested than a range contains, some of them are in documents from outside the range. It
   * is not called if {@link OuraClient.Builder#strictDecoding} is on.
   *
   * @param invalid the type and the property, without the value
   */
  default void onInvalidValue(InvalidValue invalid) {}
}
