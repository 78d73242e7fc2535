// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.translate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.AllowedKeywords;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Translates the schemas of an export.
 *
 * <p>Objects and enums with a name become named schemas and are referred to; lists, maps and
 * aliases are defined inline where they are used. Three notations for "nullable" and three for
 * alternatives become one of each.
 */
public final class SchemaTranslation {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> UNIONS = Keywords.set("anyOf oneOf allOf");

  private static final AllowedKeywords REFERENCE =
      AllowedKeywords.of(
          "a schema with '$ref'", "default deprecated readOnly writeOnly", "$ref nullable");
  private static final AllowedKeywords UNION =
      AllowedKeywords.of(
          "a schema with alternatives",
          "default deprecated readOnly writeOnly",
          "anyOf oneOf allOf nullable");
  private static final AllowedKeywords PLAIN =
      AllowedKeywords.of(
          "a schema",
          "format default deprecated readOnly writeOnly minLength maxLength pattern minimum maximum exclusiveMinimum"
              + " exclusiveMaximum multipleOf minItems maxItems uniqueItems minProperties maxProperties contentEncoding"
              + " contentMediaType",
          "type nullable enum const items properties required additionalProperties");

  private static final int MOST_LEVELS = 50;

  /** Oura's exports have about 1,500. */
  private static final int MOST_SCHEMAS = 200_000;

  private final Export export;
  private final PublicNames names;
  private final PageShape pages;
  private final NamedSchemas named;

  /** The schemas that are being inlined, outermost last, to detect one that contains itself. */
  private final Deque<JsonPointer> inlining = new ArrayDeque<>();

  /** How many schemas are being read, each inside the one before. */
  private int depth;

  private int count;

  public SchemaTranslation(Export export, PublicNames names) {
    this.export = export;
    this.names = names;
    this.pages = new PageShape(export);
    this.named = new NamedSchemas(export, names);
  }

  /** Returns the named schemas that the schemas translated so far refer to. */
  public ObjectNode named() {
    return named.translate(schema -> read(schema).bare());
  }

  ObjectNode translate(LocatedNode schema) {
    return read(schema).toSchema();
  }

  /**
   * Reads a schema, unless references make the description endless or far larger than the export.
   */
  private TranslatedSchema read(LocatedNode schema) {
    if (depth == MOST_LEVELS) {
      throw schema.invalid(
          "more than %d schemas inside each other, or in a chain of references, are not supported; shorten it in a copy of the export"
              .formatted(MOST_LEVELS));
    }
    if (++count > MOST_SCHEMAS) {
      throw schema.invalid(
          "the references of this export expand to more than %d schemas; give the repeated ones properties, so that they have names, in a copy of the export"
              .formatted(MOST_SCHEMAS));
    }
    depth++;
    TranslatedSchema translated = readOnce(schema);
    depth--;
    return translated;
  }

  private TranslatedSchema readOnce(LocatedNode schema) {
    if (schema.node().isBoolean() && schema.node().booleanValue()) {
      return TranslatedSchema.of(NODES.objectNode());
    }
    schema.requireObject();
    if (schema.has("$ref")) {
      TranslatedSchema target = referred(export.target(schema.at("$ref")));
      return target.with(REFERENCE.copy(schema)).nullableIf(SchemaTypes.admitsNull(schema));
    }
    List<LocatedNode> unions =
        schema.members().stream().filter(member -> UNIONS.contains(member.key())).toList();
    return switch (unions.size()) {
      case 0 -> plain(schema);
      case 1 ->
          union(unions.get(0)).with(UNION.copy(schema)).nullableIf(SchemaTypes.admitsNull(schema));
      default ->
          throw schema.invalid("'anyOf', 'oneOf' and 'allOf' in the same schema are not supported");
    };
  }

  private TranslatedSchema referred(LocatedNode target) {
    if (export.isNamedSchema(target) && names.isAlias(target.key())) {
      String format = names.aliasFormat(target.key());
      return TranslatedSchema.of(NODES.objectNode().put("type", "string").put("format", format));
    }
    if (named.include(target)) {
      String name = named.name(target);
      return TranslatedSchema.of(NODES.objectNode().put("$ref", "#/components/schemas/" + name))
          .nullableIf(SchemaTypes.admitsNull(target));
    }
    return inlined(target);
  }

  private TranslatedSchema inlined(LocatedNode target) {
    if (inlining.contains(target.pointer())) {
      throw target.invalid("a schema without properties that contains itself is not supported");
    }
    inlining.push(target.pointer());
    TranslatedSchema inlined = read(target);
    inlining.pop();
    return inlined;
  }

  private TranslatedSchema union(LocatedNode union) {
    List<LocatedNode> alternatives = new ArrayList<>(union.items());
    boolean nullable = alternatives.removeIf(SchemaTypes::isNull);
    if (union.key().equals("allOf")) {
      if (nullable || alternatives.isEmpty()) {
        throw union.invalid("'allOf' of nothing, or with null, is not supported");
      }
      if (alternatives.size() > 1) {
        return TranslatedSchema.of(allOf(alternatives));
      }
    }
    // With the parameter `fields`, Oura returns pages of partial objects. The typed page can
    // represent them too, because every property is optional to the decoder.
    if (!alternatives.stream().allMatch(pages::isFreeForm)) {
      alternatives.removeIf(pages::isFreeForm);
    }
    Set<ObjectNode> kinds = new LinkedHashSet<>();
    for (LocatedNode alternative : alternatives) {
      TranslatedSchema kind = read(alternative);
      nullable |= kind.nullable();
      kinds.add(kind.bare());
    }
    return new TranslatedSchema(Alternatives.merge(kinds, union), nullable);
  }

  /** Combines several object schemas ({@code allOf}) into one with all their properties. */
  private ObjectNode allOf(List<LocatedNode> parts) {
    ObjectNode whole = NODES.objectNode().put("type", "object");
    ObjectNode properties = whole.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (LocatedNode part : parts) {
      ObjectNode bare = inlined(export.resolve(part)).bare();
      if (!bare.path("type").asText().equals("object")
          || !Set.of("type", "properties", "required").containsAll(names(bare))) {
        throw part.invalid("'allOf' of anything but one schema or plain objects is not supported");
      }
      for (var property : bare.path("properties").properties()) {
        if (!property.getValue().equals(properties.path(property.getKey()))
            && properties.has(property.getKey())) {
          throw part.invalid(
              "'" + property.getKey() + "' has another type in another part of 'allOf'");
        }
        properties.set(property.getKey(), property.getValue());
      }
      bare.path("required").forEach(required::add);
    }
    if (!required.isEmpty()) {
      whole.set("required", required);
    }
    return whole;
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private TranslatedSchema plain(LocatedNode schema) {
    ObjectNode bare = PLAIN.copy(schema);
    SchemaTypes.setTypeAndValues(bare, schema);
    if (schema.has("items")) {
      bare.set("items", translate(schema.at("items")));
    }
    if (schema.has("properties")) {
      bare.set("properties", properties(schema.at("properties")));
    }
    if (schema.has("required")) {
      ArrayNode required = bare.putArray("required");
      schema.at("required").items().forEach(name -> required.add(name.text()));
    }
    if (schema.has("additionalProperties")) {
      LocatedNode others = schema.at("additionalProperties");
      bare.set(
          "additionalProperties", others.node().isBoolean() ? others.node() : translate(others));
    }
    return new TranslatedSchema(bare, SchemaTypes.admitsNull(schema));
  }

  private ObjectNode properties(LocatedNode properties) {
    ObjectNode translated = NODES.objectNode();
    properties.members().forEach(property -> translated.set(property.key(), translate(property)));
    return translated;
  }
}
