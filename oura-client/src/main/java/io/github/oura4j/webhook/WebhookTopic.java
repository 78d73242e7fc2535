// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.util.Objects;

/**
 * The topic of a webhook subscription: an event type and a data type. An application has at most
 * one subscription per topic.
 *
 * @param eventType the event type, such as {@code create}
 * @param dataType the data type of the documents, such as {@code sleep}
 */
public record WebhookTopic(WebhookEventType eventType, WebhookDataType dataType) {
  /**
   * Creates a topic.
   *
   * @param eventType the event type
   * @param dataType the data type of the documents
   */
  public WebhookTopic {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(dataType, "dataType");
  }

  /** Returns the event type and the data type, such as {@code create sleep}. */
  @Override
  public String toString() {
    return eventType + " " + dataType;
  }
}
