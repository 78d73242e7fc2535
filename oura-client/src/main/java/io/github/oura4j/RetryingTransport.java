// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.ClientRateLimitException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Repeats what failed, as the rule says, within the time that the request has. */
final class RetryingTransport implements Transport {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Transport next;
  private final RetryRule rule;
  private final WaitBudget pauses;
  private final CallListeners listener;

  RetryingTransport(Transport next, RetryRule rule, WaitBudget pauses, CallListeners listener) {
    this.next = next;
    this.rule = rule;
    this.pauses = pauses;
    this.listener = listener;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    return new Call(request).send();
  }

  @Override
  public void close() {
    pauses.end();
    next.close();
  }

  /** One call, from its first attempt to its last. */
  private final class Call {
    private final OuraRequest request;
    private final Retry.AsyncContext<OuraResponse> context;
    private final long start = pauses.time().nanoTime();
    private int attempt;
    private String outcome = "none";

    Call(OuraRequest request) {
      this.request = request;
      this.context = rule.begin(request);
    }

    /** Tells the listener how the call ended, however it did. */
    OuraResponse send() throws IOException, InterruptedException {
      try {
        return repeat();
      } catch (ClientRateLimitException e) {
        outcome = "unsent";
        tell(CallListener::onGiveUp);
        throw e;
      } catch (InterruptedException e) {
        outcome = "interrupted";
        throw e;
      } catch (RuntimeException | Error e) {
        outcome = pauses.isOver() ? "closed" : "failed";
        throw e;
      } finally {
        tell(CallListener::onEnd);
      }
    }

    private OuraResponse repeat() throws IOException, InterruptedException {
      while (true) {
        attempt++;
        OuraResponse response = null;
        IOException failure = null;
        try {
          response = next.send(request.withDeadline(timeLeft()));
        } catch (IOException e) {
          failure = e;
        }
        outcome = response == null ? "none" : Integer.toString(response.status());
        tell(CallListener::onAttempt);
        long waitMillis = failure == null ? context.onResult(response) : context.onError(failure);
        Duration wait = Duration.ofMillis(waitMillis);
        if (waitMillis < 0 || !pauses.allow(wait, timeLeft())) {
          if (rule.repeats(request, response, failure)) {
            tell(CallListener::onGiveUp);
          }
          return answer(response, failure);
        }
        tell((to, failed) -> to.onRetry(failed, wait));
        pauses.take(wait);
      }
    }

    private OuraResponse answer(@Nullable OuraResponse response, @Nullable IOException failure)
        throws IOException {
      if (response != null) {
        return response;
      }
      String message = failure == null ? "no answer" : String.valueOf(failure.getMessage());
      throw new IOException(attempt == 1 ? message : message + ", in attempt " + attempt);
    }

    /** An attempt that begins has a millisecond at least, so that its failure says what it was. */
    private Duration timeLeft() {
      Duration left = request.deadline().minusNanos(pauses.time().nanoTime() - start);
      return left.compareTo(MOMENT) < 0 ? MOMENT : left;
    }

    private void tell(BiConsumer<CallListener, CallAttempt> what) {
      listener.tell(request, attempt, outcome, pauses.time().nanoTime() - start, what);
    }
  }
}
