// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.http.ConnectionFailure;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Retries failed requests according to the {@link RetryRule}, until the deadline of the request,
 * and reports each attempt to the call listener.
 */
public final class RetryingTransport implements Transport {
  private static final String UNSENT = "unsent";

  private final Transport next;
  private final RetryRule rule;
  private final WaitBudget waitBudget;
  private final CallListeners listeners;

  public RetryingTransport(
      Transport next, RetryRule rule, WaitBudget waitBudget, CallListeners listeners) {
    this.next = next;
    this.rule = rule;
    this.waitBudget = waitBudget;
    this.listeners = listeners;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    return new Call(request).send();
  }

  @Override
  public void close() {
    waitBudget.close();
    rule.close();
    next.close();
  }

  /** One call, from its first attempt to its last. */
  private final class Call {
    private final OuraRequest request;
    private final Retry.AsyncContext<OuraResponse> retries;
    private final long start = waitBudget.ticker().nanoTime();
    private int attempt;
    private boolean mayHaveReachedOura;
    private String outcome = "none";

    Call(OuraRequest request) {
      this.request = request;
      this.retries = rule.start(request);
    }

    /** Sends the request and reports the end of the call, in whichever way it ends. */
    OuraResponse send() throws IOException, InterruptedException {
      try {
        return sendWithRetries();
      } catch (ClientRateLimitException | StoreUnavailableException e) {
        outcome = UNSENT;
        retries.onError(e);
        dispatch(CallListener::onGiveUp);
        throw e;
      } catch (InterruptedException e) {
        outcome = "interrupted";
        retries.onError(e);
        throw e;
      } catch (RuntimeException | Error e) {
        outcome = waitBudget.isClosed() ? "closed" : "failed";
        retries.onError(e);
        throw e;
      } finally {
        dispatch(CallListener::onEnd);
      }
    }

    private OuraResponse sendWithRetries() throws IOException, InterruptedException {
      waitBudget.checkOpen();
      while (true) {
        attempt++;
        Result result = sendOnce();
        mayHaveReachedOura |= result.mayHaveReachedOura();
        if (result.isSuccess()) {
          retries.onComplete();
          return result.responseOrThrow(attempt, mayHaveReachedOura);
        }
        if (!awaitRetry(result)) {
          return result.responseOrThrow(attempt, mayHaveReachedOura);
        }
      }
    }

    private Result sendOnce() throws InterruptedException {
      Result result;
      try {
        OuraResponse response = next.send(request);
        outcome = Integer.toString(response.status());
        result = new Result(response, null);
      } catch (IOException e) {
        outcome = "none";
        result = new Result(null, e);
      }
      dispatch(CallListener::onAttempt);
      return result;
    }

    /** Waits until the next attempt, and returns false if there is none. */
    private boolean awaitRetry(Result result) throws InterruptedException {
      Duration wait = rule.waitAfter(attempt, result.response());
      boolean isRetryable = rule.isRetryable(request, result.response(), result.failure());
      boolean isInTime = waitBudget.allows(wait, request.deadline());
      if (retries.onError(result.toFailedAttempt(isRetryable && isInTime, wait)) < 0) {
        if (isRetryable) {
          dispatch(CallListener::onGiveUp);
        }
        return false;
      }
      dispatch((listener, failed) -> listener.onRetry(failed, wait));
      waitBudget.await(wait);
      if (!request.deadline().hasPassed()) {
        return true;
      }
      // The wait took longer than planned, so another attempt could only fail.
      retries.onError(result.toFailedAttempt(false, wait));
      dispatch(CallListener::onGiveUp);
      return false;
    }

    private void dispatch(BiConsumer<CallListener, CallAttempt> event) {
      listeners.dispatch(request, attempt, outcome, waitBudget.ticker().nanoTime() - start, event);
    }
  }

  /**
   * The result of an attempt.
   *
   * @param response the response, or null if the attempt failed without one
   * @param failure the failure, or null if there is a response
   */
  private record Result(@Nullable OuraResponse response, @Nullable IOException failure) {

    boolean isSuccess() {
      return response != null && response.status() / 100 == 2;
    }

    boolean mayHaveReachedOura() {
      return !ConnectionFailure.isUnsent(failure);
    }

    FailedAttempt toFailedAttempt(boolean mayBeRetried, Duration wait) {
      return new FailedAttempt(
          response == null ? message() : "status " + response.status(),
          failure,
          mayBeRetried,
          wait.toMillis());
    }

    private String message() {
      return failure == null ? "no response" : String.valueOf(failure.getMessage());
    }

    /**
     * Returns the response of the last attempt, or throws its failure.
     *
     * @param mayHaveReachedOura whether any attempt may have reached Oura. If not, an {@link
     *     IOException} is one that counts as unsent
     */
    OuraResponse responseOrThrow(int attempts, boolean mayHaveReachedOura) throws IOException {
      if (response != null) {
        return response;
      }
      if (attempts == 1 && failure != null) {
        throw failure;
      }
      String message = message() + ", in attempt " + attempts;
      if (mayHaveReachedOura) {
        throw new IOException(message, failure);
      }
      ConnectException unsent = new ConnectException(message);
      unsent.initCause(failure);
      throw unsent;
    }
  }
}
