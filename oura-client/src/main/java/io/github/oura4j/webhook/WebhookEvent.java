// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a document of a person, as Oura posts it. {@link io.github.oura4j.json.OuraJson}
 * writes it as JSON text and reads it back, for a queue.
 *
 * @param eventType what happened: new, changed or gone
 * @param dataType the kind of the document
 * @param objectId the document's id
 * @param userId the person's id, as that person's personal info gives it
 * @param eventTime when it happened; null when Oura did not say
 * @param unknownProperties what Oura sent beyond the properties above, by name; written back
 *     unchanged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookEvent(
    @JsonProperty("event_type") WebhookEventType eventType,
    @JsonProperty("data_type") WebhookDataType dataType,
    @JsonProperty("object_id") String objectId,
    @JsonProperty("user_id") String userId,
    @JsonProperty("event_time") @Nullable OffsetDateTime eventTime,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> unknownProperties) {

  /**
   * Makes an event.
   *
   * @param eventType what happened
   * @param dataType the kind of the document
   * @param objectId the document's id
   * @param userId the person's id
   * @param eventTime when it happened, or null
   * @param unknownProperties what else there is, by name; null for nothing
   * @throws IllegalArgumentException if one of the first four is null or blank: an event is of no
   *     use without
   */
  public WebhookEvent {
    require(eventType == null ? null : eventType.value(), "event_type");
    require(dataType == null ? null : dataType.value(), "data_type");
    require(objectId, "object_id");
    require(userId, "user_id");
    unknownProperties =
        unknownProperties == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(unknownProperties));
  }

  private static void require(@Nullable String text, String property) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("A webhook event needs " + property + ".");
    }
  }

  /** Names what happened to which document, and not whose it is. */
  @Override
  public String toString() {
    return "WebhookEvent[" + eventType + " " + dataType + " " + objectId + "]";
  }
}
