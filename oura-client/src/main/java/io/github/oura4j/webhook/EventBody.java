// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signed body of a request to the callback URL.
 *
 * @param event the event that it describes
 * @param identity what two bodies of the same event have in common
 */
record EventBody(WebhookEvent event, List<String> identity) {
  private static final String SUBJECT = "The event";

  /** Parses a body, and rejects one that is not an event. */
  static EventBody parse(byte[] body) {
    try {
      return ofAllProperties(body);
    } catch (OuraDecodingException e) {
      return ofReadableProperties(body, e);
    }
  }

  private static EventBody ofAllProperties(byte[] body) {
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    Map<String, @Nullable Object> properties =
        (Map<String, @Nullable Object>) JsonCodec.decode(body, Map.class, SUBJECT);
    return new EventBody(
        event(properties),
        Stream.of("event_type", "data_type", "object_id", "user_id", "event_time")
            .map(property -> String.valueOf(properties.get(property)))
            .toList());
  }

  /** Parses a body of which a property is not JSON, or is beyond the limits of the parser. */
  private static EventBody ofReadableProperties(byte[] body, OuraDecodingException failure) {
    Map<String, @Nullable Object> properties =
        JsonCodec.readableMembers(body).orElseThrow(() -> notAnEvent(failure));
    return new EventBody(event(properties), List.of(new String(body, StandardCharsets.ISO_8859_1)));
  }

  private static WebhookEvent event(Map<String, @Nullable Object> properties) {
    try {
      return WebhookEvent.fromProperties(properties);
    } catch (IllegalArgumentException e) {
      throw notAnEvent(e);
    }
  }

  private static WebhookRejectedException notAnEvent(RuntimeException reason) {
    return new WebhookRejectedException(
        400, "The body is signed, but is not an event. " + reason.getMessage());
  }

  /**
   * Returns what identifies the event: a hash of its five properties, or of the whole body if some
   * of it is unreadable. Two deliveries of one event have different timestamps and signatures, and
   * may differ in properties that this version does not know.
   */
  byte[] key() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(JsonCodec.write(identity).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime does not support SHA-256.");
    }
  }

  /** Omits the body, which contains the id of the person. */
  @Override
  public String toString() {
    return "EventBody";
  }
}
