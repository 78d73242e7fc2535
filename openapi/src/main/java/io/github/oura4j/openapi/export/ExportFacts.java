// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.Keywords;
import java.util.Optional;

/**
 * Extracts the facts of an export: everything that the import reads, without Oura's prose. They can
 * be committed, for the tests and for comparison with the next export.
 */
public final class ExportFacts {
  private ExportFacts() {}

  /**
   * Returns the facts of an export.
   *
   * @param number the number of the export, if it is known; the facts keep it
   */
  public static JsonNode of(Export export, Optional<ExportNumber> number) {
    ObjectNode facts = object(export.root().node(), false);
    number.ifPresent(one -> facts.withObject("/info").put(ExportNumber.KEYWORD, one.text()));
    return facts;
  }

  private static ObjectNode object(JsonNode object, boolean areNames) {
    ObjectNode facts = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            member -> {
              String key = member.getKey();
              if (areNames) {
                facts.set(key, value(member.getValue(), false));
              } else if (key.equals("scopes")) {
                member
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(scope -> facts.withObject("/scopes").put(scope, ""));
              } else if (!Keywords.isUnread(key)) {
                facts.set(key, value(member.getValue(), Keywords.holdsNames(key)));
              }
            });
    return facts;
  }

  private static JsonNode value(JsonNode value, boolean areNames) {
    if (value.isObject()) {
      return object(value, areNames);
    }
    if (value.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> items.add(value(item, false)));
      return items;
    }
    return value;
  }
}
