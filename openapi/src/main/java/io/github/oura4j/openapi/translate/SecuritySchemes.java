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

/** Translates the export's security schemes; the texts of the scopes are left for our own words. */
public final class SecuritySchemes {
  private static final AllowedKeywords SCHEME =
      AllowedKeywords.of(
          "a security scheme", "type scheme bearerFormat in name openIdConnectUrl", "flows");
  private static final AllowedKeywords FLOW =
      AllowedKeywords.of("an OAuth flow", "authorizationUrl tokenUrl refreshUrl", "scopes");

  private SecuritySchemes() {}

  /** Those that make sense; the others are told of, and ours take their place. */
  public static ObjectNode translate(Export export, Consumer<String> notices) {
    ObjectNode translated = JsonNodeFactory.instance.objectNode();
    LocatedNode schemes = export.root().at("components").at("securitySchemes");
    if (schemes.node().isObject()) {
      for (LocatedNode scheme : schemes.members()) {
        LocatedNode defined = export.resolve(scheme);
        ObjectNode ours = isWellFormed(defined.node()) ? scheme(defined) : null;
        if (ours != null && makesSense(ours)) {
          translated.set(scheme.key(), ours);
        } else {
          notices.accept(nonsense(scheme));
        }
      }
    } else if (!schemes.node().isMissingNode()) {
      notices.accept(nonsense(schemes));
    }
    return translated;
  }

  /** The schemes that an operation names, unless that makes no sense. */
  static Optional<ArrayNode> named(LocatedNode security, Consumer<String> notices) {
    ArrayNode translated = JsonNodeFactory.instance.arrayNode();
    boolean makesSense = security.node().isArray();
    for (JsonNode alternative : security.node()) {
      makesSense &= alternative.isObject();
      ObjectNode schemes = translated.addObject();
      for (Map.Entry<String, JsonNode> scheme : alternative.properties()) {
        makesSense &= scheme.getValue().isArray();
        ArrayNode scopes = schemes.putArray(scheme.getKey());
        for (JsonNode scope : scheme.getValue()) {
          makesSense &= scope.isTextual();
          scopes.add(scope.asText());
        }
      }
    }
    if (!makesSense) {
      notices.accept(nonsense(security));
    }
    return makesSense ? Optional.of(translated) : Optional.empty();
  }

  private static String nonsense(LocatedNode place) {
    return place.pointer() + ": makes no sense; what overlay/corrections.yaml says stands instead";
  }

  /** Whether the parts that are to be translated are there to be. */
  private static boolean isWellFormed(JsonNode scheme) {
    boolean wellFormed =
        scheme.isObject() && scheme.path("flows").isObject() == scheme.has("flows");
    for (JsonNode flow : scheme.path("flows")) {
      wellFormed &= flow.isObject() && flow.path("scopes").isObject() == flow.has("scopes");
    }
    return wellFormed;
  }

  private static boolean makesSense(ObjectNode scheme) {
    return switch (scheme.path("type").asText()) {
      case "http" -> scheme.path("scheme").isTextual();
      case "apiKey" -> scheme.path("in").isTextual() && scheme.path("name").isTextual();
      case "oauth2" ->
          isAddress(scheme.at("/flows/authorizationCode/authorizationUrl"))
              && isAddress(scheme.at("/flows/authorizationCode/tokenUrl"));
      default -> false;
    };
  }

  /** Exports have said {@code https://api.None.com}. */
  private static boolean isAddress(JsonNode url) {
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
