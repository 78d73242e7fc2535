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
 * @param properties the properties of the JSON object
 * @param event the event that they describe
 */
record EventBody(Map<String, @Nullable Object> properties, WebhookEvent event) {

  /** Parses a body, and rejects one that is not an event. */
  static EventBody parse(byte[] body) {
    try {
      @SuppressWarnings("unchecked") // the keys of a JSON object are strings
      Map<String, @Nullable Object> properties =
          (Map<String, @Nullable Object>) JsonCodec.decode(body, Map.class, "The event");
      return new EventBody(properties, WebhookEvent.fromProperties(properties));
    } catch (OuraDecodingException | IllegalArgumentException e) {
      throw new WebhookRejectedException(
          400, "The body is signed, but is not an event. " + e.getMessage());
    }
  }

  /**
   * Returns what identifies the event: a hash of its five properties. Two deliveries of one event
   * have different timestamps and signatures, and may differ in properties that this version does
   * not know.
   */
  byte[] key() {
    List<String> identity =
        Stream.of("event_type", "data_type", "object_id", "user_id", "event_time")
            .map(property -> String.valueOf(properties.get(property)))
            .toList();
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
