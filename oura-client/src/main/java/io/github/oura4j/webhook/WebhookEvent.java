// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook event: Oura notifies the application that a document of a person was created, updated
 * or deleted. The event does not contain the document; fetch it by its id.
 *
 * <p>To put an event into a queue, convert it to JSON text and back with {@link
 * io.github.oura4j.json.OuraJson}.
 *
 * @param eventType what happened to the document: it was created, updated or deleted
 * @param dataType the data type of the document
 * @param objectId the id of the document
 * @param userId the id of the person, which is the same as in the person's personal info
 * @param eventTime when it happened, with the UTC offset that Oura sent; null if Oura did not say,
 *     or not in the form of a timestamp
 * @param unknownProperties properties that this version does not know, by name, and an event time
 *     that is not a timestamp; they are preserved when the event is written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookEvent(
    @JsonProperty("event_type") WebhookEventType eventType,
    @JsonProperty("data_type") WebhookDataType dataType,
    @JsonProperty("object_id") String objectId,
    @JsonProperty("user_id") String userId,
    @JsonProperty("event_time") @Nullable OffsetDateTime eventTime,
    @JsonAnyGetter Map<String, @Nullable Object> unknownProperties) {

  /**
   * Creates an event.
   *
   * @param eventType what happened to the document
   * @param dataType the data type of the document
   * @param objectId the id of the document
   * @param userId the id of the person
   * @param eventTime when it happened, or null
   * @param unknownProperties other properties by name, or null if there are none
   * @throws IllegalArgumentException if one of the first four is null or blank, because an event
   *     cannot be used without them
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

  /**
   * Creates an event from the properties of its JSON object. An event time that is not a timestamp
   * is kept as an unknown property.
   *
   * @param properties the values by name
   * @return the event
   * @throws IllegalArgumentException if the event type, the data type, the object id or the user id
   *     is not a text, or is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static WebhookEvent fromProperties(Map<String, ? extends @Nullable Object> properties) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>(properties);
    OffsetDateTime eventTime = JsonCodec.timestamp(properties.get("event_time"));
    if (eventTime != null || properties.get("event_time") == null) {
      others.remove("event_time");
    }
    return new WebhookEvent(
        WebhookEventType.of(removeText(others, "event_type")),
        WebhookDataType.of(removeText(others, "data_type")),
        removeText(others, "object_id"),
        removeText(others, "user_id"),
        eventTime,
        others);
  }

  private static String removeText(Map<String, @Nullable Object> properties, String name) {
    return require(properties.remove(name) instanceof String text ? text : null, name);
  }

  private static String require(@Nullable String text, String property) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("A webhook event must have a text in " + property + ".");
    }
    return text;
  }

  /** Returns the event type, the data type and the document's id, but not the person's id. */
  @Override
  public String toString() {
    return "WebhookEvent[" + eventType + " " + dataType + " " + objectId + "]";
  }
}
