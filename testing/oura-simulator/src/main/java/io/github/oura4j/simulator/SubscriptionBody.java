// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * What a caller sends to create or change a subscription; each property is refused when it is
 * wrong.
 */
record SubscriptionBody(JsonNode json) {
  static SubscriptionBody parse(String body) {
    try {
      JsonNode json = Json.read(body);
      if (json.isObject()) {
        return new SubscriptionBody(json);
      }
    } catch (IOException notJson) {
      throw invalid("body", "This is not JSON.", "json_invalid");
    }
    throw invalid("body", "This is not an object.", "model_type");
  }

  static Refusal missing(String name) {
    return invalid(name, "This is required.", "missing");
  }

  String verificationToken() {
    return text("verification_token").orElseThrow(() -> missing("verification_token"));
  }

  Optional<String> callbackUrl() {
    Optional<String> url = text("callback_url");
    if (url.isPresent() && !isHttp(url.get())) {
      throw invalid("callback_url", "This is no web address.", "url_parsing");
    }
    return url;
  }

  Optional<WebhookEventType> eventType() {
    Optional<WebhookEventType> type = text("event_type").map(WebhookEventType::of);
    if (type.isPresent() && type.get().known() == WebhookEventType.Known.UNKNOWN) {
      throw invalid("event_type", "This is no event type.", "enum");
    }
    return type;
  }

  Optional<WebhookDataType> dataType() {
    Optional<WebhookDataType> type = text("data_type").map(WebhookDataType::of);
    if (type.isPresent() && type.get().known() == WebhookDataType.Known.UNKNOWN) {
      throw invalid("data_type", "This is no data type.", "enum");
    }
    return type;
  }

  private Optional<String> text(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(name, "This is no text.", "string_type");
    }
    return Optional.of(value.textValue());
  }

  private static boolean isHttp(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "https".equals(scheme) || "http".equals(scheme);
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static Refusal invalid(String name, String message, String type) {
    return Refusal.invalid("body", name, message, type);
  }
}
