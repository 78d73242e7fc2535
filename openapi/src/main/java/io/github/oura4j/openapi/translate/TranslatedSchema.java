// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A translated schema and whether it is nullable.
 *
 * <p>The two are separate because OpenAPI expresses nullability in the place that uses the schema:
 * beside a type as another type, and for a reference as an alternative.
 */
record TranslatedSchema(ObjectNode bare, boolean nullable) {

  static TranslatedSchema of(ObjectNode bare) {
    return new TranslatedSchema(bare, false);
  }

  TranslatedSchema orNull(boolean alsoNull) {
    return new TranslatedSchema(bare, nullable || alsoNull);
  }

  /** Adds the siblings of a reference or a union, such as {@code deprecated}. */
  TranslatedSchema with(ObjectNode siblings) {
    bare.setAll(siblings);
    return this;
  }

  /**
   * Returns the final notation: {@code type: [string, 'null']}, or {@code anyOf} for a reference.
   */
  ObjectNode written() {
    if (!nullable) {
      return bare;
    }
    ObjectNode written = bare.deepCopy();
    if (written.has("$ref")) {
      ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
      alternatives.addObject().set("$ref", written.remove("$ref"));
      alternatives.addObject().put("type", "null");
      written.set("anyOf", alternatives);
    } else if (written.has("type")) {
      written.set("type", typesOrNull(written));
      if (written.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
    return written;
  }

  private static ArrayNode typesOrNull(ObjectNode schema) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    if (schema.get("type") instanceof ArrayNode several) {
      types.addAll(several);
    } else {
      types.add(schema.get("type"));
    }
    return types.add("null");
  }
}
