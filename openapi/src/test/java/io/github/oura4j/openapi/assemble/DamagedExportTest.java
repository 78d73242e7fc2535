// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.document.DescriptionYaml;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.export.Export;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A damaged export is either imported or rejected with the location of the damage. */
class DamagedExportTest {
  private static final Path NEWEST_EXPORT = Path.of("src/test/resources/newest-export.facts.json");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "7",
          "\"\"",
          "\"object\"",
          "\"#/components\"",
          "[]",
          "[null]",
          "{}",
          "{\"$ref\": \"#/paths\"}");

  @Test
  void import_whenAnExportIsDamaged_importsOrNamesTheLocation() {
    JsonNode export = TestProject.json(TestProject.content(NEWEST_EXPORT));
    DescriptionImport descriptionImport = DescriptionImport.withDataIn(Path.of("overlay"));
    for (int seed = 0; seed < 300; seed++) {
      JsonNode damaged = damaged(export.deepCopy(), new Random(seed));
      try {
        DescriptionYaml.of(descriptionImport.run(Export.of(damaged)).description());
      } catch (InvalidInputException e) {
        assertThat(e).as("seed %s", seed).hasMessageStartingWith("/");
      } catch (RuntimeException e) {
        fail("seed " + seed, e);
      }
    }
  }

  private static JsonNode damaged(JsonNode export, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(export, containers);
    for (int i = 0; i < 3; i++) {
      damage(containers.get(random.nextInt(containers.size())), random);
    }
    return export;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (!node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static void damage(JsonNode container, Random random) {
    JsonNode value = TestProject.json(VALUES.get(random.nextInt(VALUES.size())));
    if (container instanceof ArrayNode list) {
      list.set(random.nextInt(list.size()), value);
    } else if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(3)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name, value);
        default -> object.set(name + "'s other", object.remove(name));
      }
    }
  }
}
