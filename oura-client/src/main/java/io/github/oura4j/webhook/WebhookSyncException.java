// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.error.OuraException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Some of the wanted subscriptions could not be had. What was done stays done, and what is missing
 * is tried again by the next call.
 */
public final class WebhookSyncException extends OuraException {
  private static final long serialVersionUID = 1L;

  private final transient WebhookSyncResult done;
  private final transient Map<WebhookTopic, OuraException> failures;
  private final transient List<WebhookTopic> notAttempted;

  /**
   * Makes an exception.
   *
   * @param done what was done
   * @param failures what failed, with its reason
   * @param notAttempted what was not tried any more, since it would have failed in the same way
   */
  public WebhookSyncException(
      WebhookSyncResult done,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> notAttempted) {
    super(message(done, failures, notAttempted));
    this.done = done;
    this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    this.notAttempted = List.copyOf(notAttempted);
  }

  private static String message(
      WebhookSyncResult done,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> notAttempted) {
    String reasons =
        failures.entrySet().stream()
            .map(failure -> failure.getKey() + " (" + failure.getValue().getMessage() + ")")
            .collect(Collectors.joining(", "));
    return "The webhook subscriptions are not as wanted. Done: "
        + done
        + ". Failed: "
        + reasons
        + (notAttempted.isEmpty() ? "" : ". Not tried: " + notAttempted)
        + ". Call ensure again when the reason is gone: what is done stays done.";
  }

  /**
   * Returns what was done before and beside the failures.
   *
   * @return the report
   */
  public WebhookSyncResult completed() {
    return done;
  }

  /**
   * Returns what failed and why.
   *
   * @return the reasons by topic, in the order of the attempts
   */
  public Map<WebhookTopic, OuraException> failures() {
    return failures;
  }

  /**
   * Returns what was not tried any more, because the last failure would have met it as well: the
   * network, the application's secret, the rate limit.
   *
   * @return the topics
   */
  public List<WebhookTopic> notAttempted() {
    return notAttempted;
  }
}
