// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A translated schema without its nullability, and whether it is nullable.
 *
 * <p>The two are separate because OpenAPI expresses nullability in the place that uses the schema:
 * beside a type as another type, and for a reference as an alternative.
 */
record TranslatedSchema(ObjectNode bare, boolean nullable) {

  static TranslatedSchema of(ObjectNode bare) {
    return new TranslatedSchema(bare, false);
  }

  /** Returns this schema, nullable if it already is or if the given condition holds. */
  TranslatedSchema nullableIf(boolean condition) {
    return new TranslatedSchema(bare, nullable || condition);
  }

  /** Adds the siblings of a reference or a union, such as {@code deprecated}. */
  TranslatedSchema with(ObjectNode siblings) {
    bare.setAll(siblings);
    return this;
  }

  /**
   * Returns the schema with its nullability: as {@code type: [string, 'null']}, or for a reference
   * as {@code anyOf}.
   */
  ObjectNode toSchema() {
    if (!nullable) {
      return bare;
    }
    ObjectNode schema = bare.deepCopy();
    if (schema.has("$ref")) {
      ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
      alternatives.addObject().set("$ref", schema.remove("$ref"));
      alternatives.addObject().put("type", "null");
      schema.set("anyOf", alternatives);
    } else if (schema.has("type")) {
      schema.set("type", typesOrNull(schema));
      if (schema.get("enum") instanceof ArrayNode values) {
        values.addNull();
      }
    }
    return schema;
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
