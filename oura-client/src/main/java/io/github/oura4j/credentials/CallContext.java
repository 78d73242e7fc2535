// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.http.Deadline;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What {@link Credentials} need to know about the call that needs an access token.
 *
 * @param deadline when the call must have ended; waiting any longer for a token is pointless
 * @param refreshFailures receives the reason if a refresh fails that this call has started, also
 *     when the call itself has already ended. It is called on any thread, after the refresh, and
 *     must throw no exception
 */
public record CallContext(Deadline deadline, Consumer<OuraException> refreshFailures) {

  /**
   * Creates a context.
   *
   * @param deadline when the call must have ended
   * @param refreshFailures receives the reason of a failed refresh
   */
  public CallContext {
    Objects.requireNonNull(deadline, "deadline must not be null");
    Objects.requireNonNull(refreshFailures, "refreshFailures must not be null");
  }

  /**
   * Returns the context of a call without a deadline, which is not interested in failed refreshes.
   *
   * @return a context
   */
  public static CallContext unlimited() {
    return new CallContext(Deadline.none(), failure -> {});
  }
}
