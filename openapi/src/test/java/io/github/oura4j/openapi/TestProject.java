// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A temporary project folder with a small export about naps, which a test can change and import.
 */
public final class TestProject {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String EXPORT =
      """
      {
        "openapi": "3.1.0",
        "info": {"title": "Theirs", "version": "2.0", "description": "Their prose."},
        "servers": [{"url": "https://api.None"}],
        "paths": {
          "/v2/sandbox/usercollection/nap": {"get": {"responses": {"200": {"description": "x"}}}},
          "/v2/usercollection/nap": {
            "get": {
              "tags": ["Nap Routes"], "summary": "Their summary", "operationId": "Multiple_nap_Documents_get",
              "parameters": [
                {"name": "next_token", "in": "query", "required": false, "schema": {"type": ["string", "null"]}},
                {"name": "start_date", "in": "query", "required": false, "description": "Their prose.",
                 "schema": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}}
              ],
              "responses": {
                "200": {"description": "Their response", "content": {"application/json": {"schema": {"anyOf": [
                  {"$ref": "#/components/schemas/MultiDocumentResponse_PublicNap_"},
                  {"$ref": "#/components/schemas/MultiDocumentResponseDict"}]}}}},
                "401": {"description": "Their rejection"}
              },
              "security": [{"OAuth2": ["daily"]}]
            }
          },
          "/v2/usercollection/nap/{document_id}": {
            "get": {
              "parameters": [{"name": "document_id", "in": "path", "required": true, "schema": {"type": "string"}}],
              "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/PublicNap"}}}}}
            }
          }
        },
        "components": {
          "schemas": {
            "ISODate": {"type": "string", "description": "Their date."},
            "MultiDocumentResponseDict": {"type": "object", "properties": {
              "data": {"type": "array", "items": {"type": "object", "additionalProperties": true}},
              "next_token": {"type": ["string", "null"]}}},
            "MultiDocumentResponse_PublicNap_": {"type": "object", "required": ["next_token", "data"], "properties": {
              "next_token": {"type": ["string", "null"]},
              "data": {"type": "array", "items": {"$ref": "#/components/schemas/PublicNap"}}}},
            "PublicNap": {"type": "object", "title": "Their title", "x-owner": "them",
              "required": ["day", "id"],
              "properties": {
                "mood": {"$ref": "#/components/schemas/PublicMood"},
                "day": {"$ref": "#/components/schemas/ISODate"},
                "id": {"type": "string", "minLength": 1, "description": "Their prose."}}},
            "PublicMood": {"type": "string", "enum": ["good", "bad"]}
          },
          "securitySchemes": {"OAuth2": {"type": "oauth2", "flows": {"authorizationCode": {
            "authorizationUrl": "https://example.org/authorize", "tokenUrl": "https://example.org/token",
            "scopes": {"daily": "Their prose."}}}}}
        }
      }
      """;

  private final Path project;
  private final ObjectNode export;

  public TestProject(Path project) {
    this.project = project;
    this.export = (ObjectNode) json(EXPORT);
    names(
        """
        schemas: {PublicNap: Nap, PublicMood: Mood}
        aliases: {ISODate: date}
        groups: {/v2/usercollection/: UserCollection}
        leftOut: [/v2/sandbox/]
        """);
    write(project.resolve("src/test/resources/.keep"), "");
    corrections("actions: []");
    descriptions("actions: []");
  }

  public record Outcome(int exitCode, String out, String err) {}

  /** Replaces or adds the node at a location of the export. */
  public TestProject with(String pointer, String json) {
    JsonPointer location = JsonPointer.compile(pointer);
    JsonNode parent = export.at(location.head());
    if (parent instanceof ArrayNode list) {
      list.set(location.last().getMatchingIndex(), json(json));
    } else {
      ((ObjectNode) parent).set(location.last().getMatchingProperty(), json(json));
    }
    return this;
  }

  /** Adds a path that returns one object of a schema. */
  public TestProject withPath(String path, String schema) {
    return with(
        "/paths/" + path.replace("/", "~1"),
        "{\"get\": {\"responses\": {\"200\": {\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/"
            + schema
            + "\"}}}}}, \"security\": [{\"OAuth2\": [\"daily\"]}]}}");
  }

  /** Adds a data type like nap, with an id and a property of the given schema. */
  public TestProject withDataType(String resource, String schema, String property) {
    String path = "/paths/~1v2~1usercollection~1";
    String page = "MultiDocumentResponse_" + schema + "_";
    return with(path + resource, like(path + "nap", schema))
        .with(path + resource + "~1{document_id}", like(path + "nap~1{document_id}", schema))
        .with(
            "/components/schemas/" + page,
            like("/components/schemas/MultiDocumentResponse_PublicNap_", schema))
        .with(
            "/components/schemas/" + schema,
            "{\"type\": \"object\", \"required\": [\"id\"], \"properties\": {\"id\": {\"type\": \"string\"}, \"it\": "
                + property
                + "}}");
  }

  private String like(String pointer, String schema) {
    return export.at(pointer).toString().replace("PublicNap", schema);
  }

  public TestProject without(String pointer) {
    JsonPointer location = JsonPointer.compile(pointer);
    ((ObjectNode) export.at(location.head())).remove(location.last().getMatchingProperty());
    return this;
  }

  /** Adds a property {@code it} of the given schema to the nap. */
  public TestProject withProperty(String schema) {
    return with("/components/schemas/PublicNap/properties/it", schema);
  }

  public TestProject names(String yaml) {
    write(project.resolve("overlay/names.yaml"), yaml);
    return this;
  }

  public TestProject corrections(String actions) {
    write(project.resolve("overlay/corrections.yaml"), "overlay: 1.0.0\n" + actions);
    return this;
  }

  public TestProject descriptions(String actions) {
    write(project.resolve("overlay/descriptions.yaml"), "overlay: 1.0.0\n" + actions);
    return this;
  }

  public ObjectNode export() {
    return export;
  }

  public Path description() {
    return project.resolve("oura-v2.yaml");
  }

  public Outcome runImport() {
    return importText(export.toString());
  }

  /** Imports a text, which need not be a valid export. */
  public Outcome importText(String text) {
    Path file = project.resolve("export.json");
    write(file, text);
    return run("import", file.toString(), "--project", project.toString());
  }

  /** Updates the project to the export, under the given number. */
  public Outcome runUpdate(String number, String... options) {
    Path file = project.resolve("openapi-" + number + ".json");
    write(file, export.toString());
    return run(
        Stream.concat(
                Stream.of("update", file.toString(), "--project", project.toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Returns a node of the description in the project. */
  public JsonNode described(String pointer) {
    return YamlReader.read(description()).node().at(pointer);
  }

  public Path file(String name) {
    return project.resolve(name);
  }

  /** Imports the export, and returns the node at a location of our description. */
  public JsonNode imported(String pointer) {
    Outcome outcome = runImport();
    if (outcome.exitCode() != 0) {
      throw new AssertionError(outcome.err());
    }
    return YamlReader.read(description()).node().at(pointer);
  }

  public static Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = new OuraOpenApi(printing(out), printing(err)).run(args);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
