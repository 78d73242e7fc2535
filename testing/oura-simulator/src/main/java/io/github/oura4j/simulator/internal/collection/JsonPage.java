// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.simulator.internal.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of one page of a list. */
final class JsonPage {
  private JsonPage() {}

  /**
   * Returns a page with the selected properties of the documents; a null token marks the last page.
   */
  static JsonNode of(List<?> documents, FieldSelection fields, @Nullable String nextToken) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode data = page.putArray("data");
    for (Object document : documents) {
      data.add(fields.applyTo(Json.object(document)));
    }
    return page.put("next_token", nextToken);
  }
}
