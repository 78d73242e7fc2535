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
 * Thrown when a synchronization of webhook subscriptions failed for some topics. Completed changes
 * are kept; the next call of {@code ensure} tries only what is missing.
 */
public final class WebhookSyncException extends OuraException {
  private static final long serialVersionUID = 1L;

  private final transient WebhookSyncResult completed;
  private final transient Map<WebhookTopic, OuraException> failures;
  private final transient List<WebhookTopic> notAttempted;

  /**
   * Creates an exception.
   *
   * @param completed the changes that were completed
   * @param failures the topics that failed, with the exception of each
   * @param notAttempted the topics that were not attempted, because they would have failed for the
   *     same reason
   */
  public WebhookSyncException(
      WebhookSyncResult completed,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> notAttempted) {
    super(message(completed, failures, notAttempted));
    this.completed = completed;
    this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    this.notAttempted = List.copyOf(notAttempted);
  }

  private static String message(
      WebhookSyncResult completed,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> notAttempted) {
    String reasons =
        failures.entrySet().stream()
            .map(failure -> failure.getKey() + " (" + withoutPeriod(failure.getValue()) + ")")
            .collect(Collectors.joining(", "));
    return "Some webhook subscriptions could not be synchronized. Completed: "
        + completed
        + ". Failed: "
        + reasons
        + (notAttempted.isEmpty() ? "" : ". Not attempted: " + notAttempted)
        + ". Fix the cause and try again: completed changes are kept.";
  }

  private static String withoutPeriod(OuraException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  /**
   * Returns the changes that were completed in spite of the failures.
   *
   * @return the completed changes
   */
  public WebhookSyncResult completed() {
    return completed;
  }

  /**
   * Returns the topics that failed, and why.
   *
   * @return the exception of each failed topic, in the order of the attempts
   */
  public Map<WebhookTopic, OuraException> failures() {
    return failures;
  }

  /**
   * Returns the topics that were not attempted, because the cause of the last failure affects all
   * topics: a failure to connect, status 503, a wrong client secret, or the rate limit.
   *
   * @return the topics, in the order of the plan
   */
  public List<WebhookTopic> notAttempted() {
    return notAttempted;
  }
}
