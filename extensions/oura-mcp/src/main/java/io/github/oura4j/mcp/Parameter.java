// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parameter of a tool.
 *
 * @param name the name
 * @param isRequired whether each call must set it
 * @param schema its JSON schema, with a description
 */
record Parameter(String name, boolean isRequired, Map<String, Object> schema) {
  static Parameter date(String name, String description) {
    return new Parameter(
        name, false, Map.of("type", "string", "format", "date", "description", description));
  }

  static Parameter number(String name, int minimum, int maximum, String description) {
    return new Parameter(
        name,
        false,
        Map.of(
            "type", "integer",
            "minimum", minimum,
            "maximum", maximum,
            "description", description));
  }

  static Parameter flag(String name, String description) {
    return new Parameter(name, false, Map.of("type", "boolean", "description", description));
  }

  static Parameter requiredChoice(String name, List<String> values, String description) {
    return new Parameter(
        name, true, Map.of("type", "string", "enum", values, "description", description));
  }

  static Parameter texts(String name, String description) {
    return new Parameter(name, false, textList(Map.of("type", "string"), description));
  }

  static Parameter choices(String name, List<String> values, String description) {
    return new Parameter(
        name, false, textList(Map.of("type", "string", "enum", values), description));
  }

  private static Map<String, Object> textList(Map<String, Object> items, String description) {
    return Map.of("type", "array", "items", items, "description", description);
  }

  String description() {
    return String.valueOf(schema.get("description"));
  }

  /** Returns the JSON schema of an object with these parameters. */
  static Map<String, Object> schemaOf(List<Parameter> parameters) {
    Map<String, Object> properties = new LinkedHashMap<>();
    parameters.forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        parameters.stream().filter(Parameter::isRequired).map(Parameter::name).toList(),
        "additionalProperties",
        false);
  }
}
