// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Translates the export's security schemes; the texts of the scopes are left for our own words. */
final class SecuritySchemes {
  private static final Vocabulary SCHEME =
      Vocabulary.of(
          "a security scheme", "type scheme bearerFormat in name openIdConnectUrl", "flows");
  private static final Vocabulary FLOW =
      Vocabulary.of("an OAuth flow", "authorizationUrl tokenUrl refreshUrl", "scopes");

  private SecuritySchemes() {}

  static ObjectNode translate(Export export) {
    ObjectNode translated = JsonNodeFactory.instance.objectNode();
    Place schemes = export.root().at("components").at("securitySchemes");
    if (!schemes.node().isMissingNode()) {
      schemes
          .members()
          .forEach(scheme -> translated.set(scheme.key(), scheme(export.resolve(scheme))));
    }
    return translated;
  }

  private static ObjectNode scheme(Place scheme) {
    ObjectNode translated = SCHEME.copy(scheme);
    if (scheme.has("flows")) {
      ObjectNode flows = translated.putObject("flows");
      scheme.at("flows").members().forEach(flow -> flows.set(flow.key(), flow(flow)));
    }
    return translated;
  }

  private static ObjectNode flow(Place flow) {
    ObjectNode translated = FLOW.copy(flow);
    ObjectNode scopes = translated.putObject("scopes");
    if (flow.has("scopes")) {
      flow.at("scopes").members().forEach(scope -> scopes.put(scope.key(), ""));
    }
    return translated;
  }
}
