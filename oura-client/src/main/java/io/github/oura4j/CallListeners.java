// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a listener's failures away from calls, and costs nothing where nobody listens.
 *
 * @param listener who listens, or null
 */
record CallListeners(@Nullable CallListener listener) {
  private static final Logger LOG = System.getLogger("io.github.oura4j");

  void tell(Consumer<CallListener> what) {
    if (listener == null) {
      return;
    }
    try {
      what.accept(listener);
    } catch (Exception | LinkageError | AssertionError e) {
      // Its message is not ours to print: nobody knows what it holds.
      LOG.log(Level.WARNING, () -> "A call listener failed with " + e.getClass().getName());
    }
  }

  void tell(
      OuraRequest request,
      int attempt,
      String outcome,
      long nanos,
      BiConsumer<CallListener, CallAttempt> what) {
    if (listener == null) {
      return;
    }
    tell(
        to ->
            what.accept(
                to,
                new CallAttempt(
                    request.method(),
                    RequestType.of(request),
                    attempt,
                    outcome,
                    Duration.ofNanos(nanos))));
  }
}
