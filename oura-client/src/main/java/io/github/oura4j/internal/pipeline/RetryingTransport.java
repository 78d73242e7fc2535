// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Retries failed requests according to the {@link RetryRule}, until the deadline of the request,
 * and reports each attempt to the call listener.
 */
public final class RetryingTransport implements Transport {
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
    next.close();
  }

  /** One call, from its first attempt to its last. */
  private final class Call {
    private final OuraRequest request;
    private final Retry.AsyncContext<OuraResponse> retries;
    private final long start = waitBudget.ticker().nanoTime();
    private int attempt;
    private String outcome = "none";

    Call(OuraRequest request) {
      this.request = request;
      this.retries = rule.start(request);
    }

    /** Sends the request and reports the end of the call, in whichever way it ends. */
    OuraResponse send() throws IOException, InterruptedException {
      try {
        return sendWithRetries();
      } catch (ClientRateLimitException e) {
        outcome = "unsent";
        dispatch(CallListener::onGiveUp);
        throw e;
      } catch (InterruptedException e) {
        outcome = "interrupted";
        throw e;
      } catch (RuntimeException | Error e) {
        outcome = waitBudget.isClosed() ? "closed" : "failed";
        throw e;
      } finally {
        dispatch(CallListener::onEnd);
      }
    }

    private OuraResponse sendWithRetries() throws IOException, InterruptedException {
      while (true) {
        attempt++;
        OuraResponse response = null;
        IOException failure = null;
        try {
          response = next.send(request);
        } catch (IOException e) {
          failure = e;
        }
        outcome = response == null ? "none" : Integer.toString(response.status());
        dispatch(CallListener::onAttempt);
        long waitMillis = failure == null ? retries.onResult(response) : retries.onError(failure);
        Duration wait = Duration.ofMillis(waitMillis);
        if (waitMillis < 0 || !waitBudget.allows(wait, request.deadline())) {
          if (rule.isRetryable(request, response, failure)) {
            dispatch(CallListener::onGiveUp);
          }
          return result(response, failure);
        }
        dispatch((listener, failed) -> listener.onRetry(failed, wait));
        waitBudget.await(wait);
        if (request.deadline().hasPassed()) {
          // The wait took longer than planned, so that another attempt could only fail.
          dispatch(CallListener::onGiveUp);
          return result(response, failure);
        }
      }
    }

    private OuraResponse result(@Nullable OuraResponse response, @Nullable IOException failure)
        throws IOException {
      if (response != null) {
        return response;
      }
      String message = failure == null ? "no response" : String.valueOf(failure.getMessage());
      throw new IOException(attempt == 1 ? message : message + ", in attempt " + attempt);
    }

    private void dispatch(BiConsumer<CallListener, CallAttempt> event) {
      listeners.dispatch(request, attempt, outcome, waitBudget.ticker().nanoTime() - start, event);
    }
  }
}
