// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.CallAttempt;
import io.github.oura4j.CallListener;
import io.github.oura4j.http.OuraRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes events to the call listener of a client, if there is one.
 *
 * <p>An exception that the listener throws is logged and does not reach the call. Events are
 * created only if there is a listener.
 *
 * @param listener the listener, or null if the client has none
 */
public record CallListeners(@Nullable CallListener listener) {
  private static final Logger LOG = System.getLogger("io.github.oura4j");

  /** Passes an event to the listener. */
  public void dispatch(Consumer<CallListener> event) {
    if (listener == null) {
      return;
    }
    try {
      event.accept(listener);
    } catch (Exception | LinkageError | AssertionError e) {
      // The message is not logged: it may contain secrets or health values.
      LOG.log(Level.WARNING, () -> "A call listener failed with " + e.getClass().getName());
    }
  }

  /** Passes an event about an attempt to the listener. */
  public void dispatch(
      OuraRequest request,
      int attempt,
      String outcome,
      long elapsedNanos,
      BiConsumer<CallListener, CallAttempt> event) {
    if (listener == null) {
      return;
    }
    dispatch(
        target ->
            event.accept(
                target,
                new CallAttempt(
                    request.method(),
                    RequestType.of(request),
                    attempt,
                    outcome,
                    Duration.ofNanos(elapsedNanos))));
  }
}
