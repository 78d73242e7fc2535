// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.util.Objects;

/**
 * What one subscription is about. An application has at most one for each topic.
 *
 * @param eventType what happens
 * @param dataType the kind of document that it happens to
 */
public record WebhookTopic(WebhookEventType eventType, WebhookDataType dataType) {
  /**
   * Makes a topic.
   *
   * @param eventType what happens; not null
   * @param dataType the kind of document that it happens to; not null
   */
  public WebhookTopic {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(dataType, "dataType");
  }

  /** Names both, such as {@code create sleep}. */
  @Override
  public String toString() {
    return eventType + " " + dataType;
  }
}
