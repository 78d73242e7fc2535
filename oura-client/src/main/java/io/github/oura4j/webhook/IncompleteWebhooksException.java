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
public final class IncompleteWebhooksException extends OuraException {
  private static final long serialVersionUID = 1L;

  private final transient EnsuredWebhooks done;
  private final transient Map<WebhookTopic, OuraException> failures;
  private final transient List<WebhookTopic> untried;

  /**
   * Makes an exception.
   *
   * @param done what was done
   * @param failures what failed, with its reason
   * @param untried what was not tried any more, since it would have failed in the same way
   */
  public IncompleteWebhooksException(
      EnsuredWebhooks done,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> untried) {
    super(message(done, failures, untried));
    this.done = done;
    this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    this.untried = List.copyOf(untried);
  }

  private static String message(
      EnsuredWebhooks done,
      Map<WebhookTopic, OuraException> failures,
      Collection<WebhookTopic> untried) {
    String reasons =
        failures.entrySet().stream()
            .map(failure -> failure.getKey() + " (" + failure.getValue().getMessage() + ")")
            .collect(Collectors.joining(", "));
    return "The webhook subscriptions are not as wanted. Done: "
        + done
        + ". Failed: "
        + reasons
        + (untried.isEmpty() ? "" : ". Not tried: " + untried)
        + ". Call ensure again when the reason is gone: what is done stays done.";
  }

  /**
   * Returns what was done before and beside the failures.
   *
   * @return the report
   */
  public EnsuredWebhooks done() {
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
  public List<WebhookTopic> untried() {
    return untried;
  }
}
