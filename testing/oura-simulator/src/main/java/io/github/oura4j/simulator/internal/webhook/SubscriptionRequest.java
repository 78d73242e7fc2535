// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.internal.http.ErrorResponse;
import io.github.oura4j.simulator.internal.http.Json;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The body of a request to create or update a subscription. Each accessor throws an {@link
 * ErrorResponse} if its property is invalid.
 *
 * @param json the JSON object
 */
record SubscriptionRequest(JsonNode json) {
  static SubscriptionRequest parse(String body) {
    try {
      JsonNode json = Json.read(body);
      if (json.isObject()) {
        return new SubscriptionRequest(json);
      }
    } catch (IOException notJson) {
      throw invalid("body", "The body is not valid JSON.", "json_invalid");
    }
    throw invalid("body", "The body is not a JSON object.", "model_type");
  }

  static ErrorResponse missing(String name) {
    return invalid(name, "This property is required.", "missing");
  }

  String verificationToken() {
    return text("verification_token").orElseThrow(() -> missing("verification_token"));
  }

  Optional<String> callbackUrl() {
    Optional<String> url = text("callback_url");
    if (url.isPresent() && !isHttp(url.get())) {
      throw invalid("callback_url", "This is not an HTTP or HTTPS URL.", "url_parsing");
    }
    return url;
  }

  Optional<WebhookEventType> eventType() {
    Optional<WebhookEventType> type = text("event_type").map(WebhookEventType::of);
    if (type.isPresent() && type.get().known() == WebhookEventType.Known.UNKNOWN) {
      throw invalid("event_type", "This is not a known event type.", "enum");
    }
    return type;
  }

  Optional<WebhookDataType> dataType() {
    Optional<WebhookDataType> type = text("data_type").map(WebhookDataType::of);
    if (type.isPresent() && type.get().known() == WebhookDataType.Known.UNKNOWN) {
      throw invalid("data_type", "This is not a known data type.", "enum");
    }
    return type;
  }

  private Optional<String> text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name, "This is not a string.", "string_type");
    }
    return Optional.of(value.textValue());
  }

  private static boolean isHttp(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "https".equals(scheme) || "http".equals(scheme);
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private static ErrorResponse invalid(String name, String message, String type) {
    return ErrorResponse.invalid("body", name, message, type);
  }
}
