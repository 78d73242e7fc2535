// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.AllowedKeywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Translates the security schemes of an export, without the texts of the scopes.
 *
 * <p>Exports have contained invalid ones, such as the URL {@code https://api.None.com}. Those are
 * skipped with a notice, and {@code overlay/corrections.yaml} defines ours instead.
 */
public final class SecuritySchemes {
  private static final AllowedKeywords SCHEME =
      AllowedKeywords.of(
          "a security scheme", "type scheme bearerFormat in name openIdConnectUrl", "flows");
  private static final AllowedKeywords FLOW =
      AllowedKeywords.of("an OAuth flow", "authorizationUrl tokenUrl refreshUrl", "scopes");

  private SecuritySchemes() {}

  /** Returns the valid schemes. */
  public static ObjectNode translate(Export export, Consumer<String> notices) {
    ObjectNode translated = JsonNodeFactory.instance.objectNode();
    LocatedNode schemes = export.root().at("components").at("securitySchemes");
    if (schemes.node().isObject()) {
      for (LocatedNode scheme : schemes.members()) {
        LocatedNode defined = export.resolve(scheme);
        ObjectNode ours = isWellFormed(defined.node()) ? scheme(defined) : null;
        if (ours != null && isValid(ours)) {
          translated.set(scheme.key(), ours);
        } else {
          notices.accept(invalidNotice(scheme));
        }
      }
    } else if (!schemes.node().isMissingNode()) {
      notices.accept(invalidNotice(schemes));
    }
    return translated;
  }

  /** Returns the schemes that an operation requires, unless its definition is invalid. */
  static Optional<ArrayNode> named(LocatedNode security, Consumer<String> notices) {
    ArrayNode translated = JsonNodeFactory.instance.arrayNode();
    boolean isValid = security.node().isArray();
    for (JsonNode alternative : security.node()) {
      isValid &= alternative.isObject();
      ObjectNode schemes = translated.addObject();
      for (Map.Entry<String, JsonNode> scheme : alternative.properties()) {
        isValid &= scheme.getValue().isArray();
        ArrayNode scopes = schemes.putArray(scheme.getKey());
        for (JsonNode scope : scheme.getValue()) {
          isValid &= scope.isTextual();
          scopes.add(scope.asText());
        }
      }
    }
    if (!isValid) {
      notices.accept(invalidNotice(security));
    }
    return isValid ? Optional.of(translated) : Optional.empty();
  }

  private static String invalidNotice(LocatedNode node) {
    return node.pointer() + ": is invalid; overlay/corrections.yaml is used instead";
  }

  /** Returns whether the nested parts have the types that the translation expects. */
  private static boolean isWellFormed(JsonNode scheme) {
    boolean wellFormed =
        scheme.isObject() && scheme.path("flows").isObject() == scheme.has("flows");
    for (JsonNode flow : scheme.path("flows")) {
      wellFormed &= flow.isObject() && flow.path("scopes").isObject() == flow.has("scopes");
    }
    return wellFormed;
  }

  private static boolean isValid(ObjectNode scheme) {
    return switch (scheme.path("type").asText()) {
      case "http" -> scheme.path("scheme").isTextual();
      case "apiKey" -> scheme.path("in").isTextual() && scheme.path("name").isTextual();
      case "oauth2" ->
          isUrl(scheme.at("/flows/authorizationCode/authorizationUrl"))
              && isUrl(scheme.at("/flows/authorizationCode/tokenUrl"));
      default -> false;
    };
  }

  /** Exports have contained {@code https://api.None.com}. */
  private static boolean isUrl(JsonNode url) {
    return url.asText().matches("https://[^/.]+([.][^/.]+)+/.+") && !url.asText().contains("None");
  }

  private static ObjectNode scheme(LocatedNode scheme) {
    ObjectNode translated = SCHEME.copy(scheme);
    if (scheme.has("flows")) {
      ObjectNode flows = translated.putObject("flows");
      scheme.at("flows").members().forEach(flow -> flows.set(flow.key(), flow(flow)));
    }
    return translated;
  }

  private static ObjectNode flow(LocatedNode flow) {
    ObjectNode translated = FLOW.copy(flow);
    ObjectNode scopes = translated.putObject("scopes");
    if (flow.has("scopes")) {
      flow.at("scopes").members().forEach(scope -> scopes.put(scope.key(), ""));
    }
    return translated;
  }
}
