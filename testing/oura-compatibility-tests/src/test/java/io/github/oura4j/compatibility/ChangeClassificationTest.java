// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import io.github.oura4j.openapi.compare.PublicApiDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that {@code update} says that a change breaks code exactly if the public API of the
 * generated code, which {@link PublicApiTest} compares, breaks.
 */
class ChangeClassificationTest {
  /** More by hand: {@code -Dmutations=100}. */
  private static final int MUTATIONS = Integer.getInteger("mutations", 10);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SESSION = "/components/schemas/PublicSession";
  private static final String LIST = "/paths/~1v2~1usercollection~1session/get";
  private static final String ONE = "/paths/~1v2~1usercollection~1session~1{document_id}";

  @TempDir Path folder;

  @Test
  void update_whenAnElementChanges_classifiesItAsThePublicApiDoes() throws IOException {
    List<String> before =
        ScratchProject.at("1.41", folder.resolve("before")).generate("code").publicApi();
    List<String> differing = new ArrayList<>();
    for (Map.Entry<String, Consumer<ObjectNode>> change : changes().entrySet()) {
      ObjectNode export = ScratchProject.export("1.41");
      change.getValue().accept(export);
      check(change.getKey(), export, before, differing);
    }
    assertThat(differing).isEmpty();
  }

  @Test
  void update_ofAMutatedExport_classifiesItAsThePublicApiDoes() throws IOException {
    List<String> before =
        ScratchProject.at("1.41", folder.resolve("before")).generate("code").publicApi();
    List<String> differing = new ArrayList<>();
    int compared = 0;
    for (int seed = 100; compared < MUTATIONS; seed++) {
      ObjectNode export = ExportMutation.of(ScratchProject.export("1.41"), seed);
      compared += check("seed " + seed, export, before, differing) ? 1 : 0;
    }
    System.out.printf(
        "%d mutated exports: %d classified differently%n", compared, differing.size());
    assertThat(differing).isEmpty();
  }

  /** Returns whether the export could be compared; others are rejected. */
  private boolean check(String name, ObjectNode export, List<String> before, List<String> differing)
      throws IOException {
    ScratchProject project = ScratchProject.at("1.41", folder.resolve(name.replace(' ', '-')));
    Path report = project.folder().resolve("report.json");
    Outcome outcome = project.run("update", "1.42", export, "--json", report.toString());
    if (outcome.exitCode() != 0) {
      return false;
    }
    List<String> reported = new ArrayList<>();
    for (JsonNode change : JSON.readTree(report.toFile()).get("changes")) {
      if (change.get("breaksCode").booleanValue()) {
        reported.add(change.get("kind").asText() + " " + change.get("name").asText());
      }
    }
    List<String> found =
        PublicApiDifference.between(before, project.generate("code").publicApi()).breaking();
    if (reported.isEmpty() != found.isEmpty()) {
      differing.add(name + ": reported " + reported + ", found " + found);
    }
    return true;
  }

  private static Map<String, Consumer<ObjectNode>> changes() {
    Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
    changes.put("property added", set(SESSION + "/properties", "more", "{\"type\": \"string\"}"));
    changes.put("property removed", remove(SESSION + "/properties", "motion_count"));
    changes.put("property retyped", set(SESSION + "/properties", "day", "{\"type\": \"integer\"}"));
    changes.put(
        "property of a page retyped",
        set(
            "/components/schemas/MultiDocumentResponse_PublicSession_/properties",
            "next_token",
            "{\"type\": \"integer\"}"));
    changes.put(
        "property renamed",
        remove(SESSION + "/properties", "day")
            .andThen(
                set(
                    SESSION + "/properties",
                    "date",
                    "{\"$ref\": \"#/components/schemas/ISODate\"}")));
    changes.put("property required", set(SESSION, "required", "[\"day\", \"mood\"]"));
    changes.put(
        "enum value removed", set("/components/schemas/PublicMomentMood", "enum", "[\"bad\"]"));
    changes.put(
        "parameter added",
        append(
            LIST + "/parameters",
            "{\"name\": \"more\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}"));
    changes.put(
        "parameter removed", export -> ((ArrayNode) export.at(LIST + "/parameters")).remove(0));
    changes.put(
        "parameter required",
        export -> ((ObjectNode) export.at(LIST + "/parameters/0")).put("required", true));
    changes.put(
        "parameter retyped", set(LIST + "/parameters/0", "schema", "{\"type\": \"integer\"}"));
    changes.put("operation removed", remove("/paths", "/v2/usercollection/session/{document_id}"));
    changes.put(
        "operation added",
        export -> ((ObjectNode) export.at(ONE)).set("delete", export.at(ONE + "/get").deepCopy()));
    changes.put(
        "response retyped",
        set(
            ONE + "/get/responses/200/content/application~1json",
            "schema",
            "{\"$ref\": \"#/components/schemas/PublicSleepTime\"}"));
    changes.put("security changed", set(LIST, "security", "[{\"OAuth2\": [\"email\"]}]"));
    return changes;
  }

  private static Consumer<ObjectNode> set(String object, String name, String json) {
    return export -> ((ObjectNode) export.at(object)).set(name, json(json));
  }

  private static Consumer<ObjectNode> append(String list, String json) {
    return export -> ((ArrayNode) export.at(list)).add(json(json));
  }

  private static Consumer<ObjectNode> remove(String object, String name) {
    return export -> ((ObjectNode) export.at(object)).remove(name);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
