// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.oura4j.openapi.TestProject;
import io.github.oura4j.openapi.TestProject.Outcome;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Oura has renamed 33 schemas at once: nothing is renamed with us. */
class SchemaRenamesTest {
  private static final Path NEWEST_EXPORT = Path.of("src/test/resources/newest-export.facts.json");
  private static final String NAP = "/components/schemas/PublicNap";

  @TempDir Path folder;

  @Test
  void update_whenEverySchemaHasAnotherName_renamesNothing() {
    copyProject();
    String before = TestProject.content(folder.resolve("oura-v2.yaml"));
    String export = TestProject.content(NEWEST_EXPORT);
    List<String> names = namesIn(folder.resolve("overlay/names.yaml"));
    List<String> others = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      others.add("Thing" + (char) ('A' + i / 26) + (char) ('a' + i % 26));
    }
    Collections.shuffle(others, new Random(1));
    for (int i = 0; i < names.size(); i++) {
      export = export.replace("/" + names.get(i) + "\"", "/" + others.get(i) + "\"");
      export = export.replace("\"" + names.get(i) + "\":", "\"" + others.get(i) + "\":");
    }
    Outcome outcome = update(export);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(folder.resolve("oura-v2.yaml")).hasContent(before);
    String renamed = TestProject.content(folder.resolve("overlay/names.yaml"));
    for (int i = 0; i < names.size(); i++) {
      renamed = renamed.replace("  " + others.get(i) + ": ", "  " + names.get(i) + ": ");
    }
    assertThat(renamed).isEqualTo(TestProject.content(Path.of("overlay/names.yaml")));
    assertThat(outcome.out()).contains("100 % alike");
  }

  @Test
  void update_whenARenamedSchemaHasChangedALittle_saysHowSureItIs() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    renameNap(workbench, "NapModel");
    workbench.with("/components/schemas/NapModel/properties/more", "{\"type\": \"string\"}");
    Outcome outcome = workbench.runUpdate("1.42");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("`PublicNap` is `NapModel` now and stays `Nap`: 8")
        .contains("added: property `Nap.more`");
    assertThat(workbench.file("overlay/names.yaml")).content().contains("{NapModel: Nap, ");
  }

  @Test
  void update_whenASchemaIsRenamedAfterItLostMuch_comparesWithWhatItHadLast() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    workbench.with(NAP + "/properties", "{\"id\": {\"type\": \"string\"}}");
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    renameNap(workbench, "NapModel");
    Outcome outcome = workbench.runUpdate("1.43");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("`PublicNap` is `NapModel` now and stays `Nap`: 100 % alike");
  }

  @Test
  void update_whenTheNameForDatesIsAnother_goesOnWritingDates() {
    TestProject workbench = new TestProject(folder);
    workbench.runImport();
    JsonNode before = workbench.described("");
    workbench
        .without("/components/schemas/ISODate")
        .with("/components/schemas/DateOfADay", "{\"type\": \"string\"}")
        .with(NAP + "/properties/day", "{\"$ref\": \"#/components/schemas/DateOfADay\"}");
    Outcome outcome = workbench.runUpdate("1.42");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("`ISODate` is `DateOfADay` now and stays `date`");
    assertThat(workbench.described("")).isEqualTo(before);
    assertThat(workbench.file("overlay/names.yaml")).content().contains("DateOfADay: date");
  }

  @Test
  void update_whenTheNameForDatesIsGone_saysThatItFindsNoPlace() {
    TestProject workbench = new TestProject(folder);
    workbench.runImport();
    workbench.with(NAP + "/properties/day", "{\"type\": \"string\"}");
    assertThat(workbench.runUpdate("1.42").out()).contains("names.yaml: ISODate finds no place");
  }

  @Test
  void update_whenARenameIsNotSure_asksAndWritesNothing() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    String before = TestProject.content(workbench.description());
    renameNap(workbench, "Doze");
    for (String more : List.of("a", "b", "c")) {
      workbench.with("/components/schemas/Doze/properties/" + more, "{\"type\": \"string\"}");
    }
    Outcome outcome = workbench.runUpdate("1.42");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("nothing was written: answer first")
        .contains("Is 'Doze' what 'PublicNap' was?");
    assertThat(workbench.description()).hasContent(before);
    assertThat(workbench.runUpdate("1.42", "--check").exitCode()).isEqualTo(2);
  }

  @Test
  void update_whenTwoSchemasLookAlikeAndOneIsUsedAsTheOldOneWas_takesThatOne() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    JsonNode nap = workbench.export().at(NAP).deepCopy();
    renameNap(workbench, "Doze");
    workbench
        .with("/components/schemas/Slumber", nap.toString())
        .withPath("/v2/usercollection/slumber", "Slumber");
    assertThat(workbench.runUpdate("1.42").out())
        .contains("`PublicNap` is `Doze` now")
        .contains("added: model `Slumber`");
  }

  @Test
  void update_whenTwoSchemasLookAlikeAndNothingTellsThemApart_asks() {
    TestProject workbench = new TestProject(folder);
    workbench.runImport();
    String mood = workbench.export().at("/components/schemas/PublicMood").toString();
    workbench
        .with("/components/schemas/FirstFeeling", mood)
        .with("/components/schemas/LastFeeling", mood)
        .with(NAP + "/properties/mood/$ref", "\"#/components/schemas/FirstFeeling\"")
        .withProperty("{\"$ref\": \"#/components/schemas/LastFeeling\"}");
    assertThat(workbench.runUpdate("1.42").err())
        .contains("Is 'FirstFeeling' what 'PublicMood' was?")
        .contains("Is 'LastFeeling' what 'PublicMood' was?");
  }

  @Test
  void update_whenTheQuestionIsAnswered_goesOn() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    renameNap(workbench, "Doze");
    for (String more : List.of("a", "b", "c")) {
      workbench.with("/components/schemas/Doze/properties/" + more, "{\"type\": \"string\"}");
    }
    Path names = workbench.file("overlay/names.yaml");
    TestProject.write(names, TestProject.content(names).replace("PublicNap:", "Doze:"));
    assertThat(workbench.runUpdate("1.42").exitCode()).isZero();
    assertThat(workbench.described("/components/schemas/Nap/properties").has("a")).isTrue();
  }

  @Test
  void update_whenASchemaIsNew_isNoRename() {
    TestProject workbench = withEnoughProperties();
    workbench.runImport();
    workbench
        .with(
            "/components/schemas/PublicYawn",
            "{\"type\": \"object\", \"properties\": {\"width\": {\"type\": \"number\"}}}")
        .withPath("/v2/usercollection/yawn", "PublicYawn");
    String report = workbench.runUpdate("1.42").out();
    assertThat(report)
        .contains("added: model `Yawn`")
        .contains("schema 'PublicYawn' is called Yawn for want of a name");
  }

  private TestProject withEnoughProperties() {
    TestProject workbench = new TestProject(folder);
    for (String name : List.of("start", "end", "depth")) {
      workbench.with(NAP + "/properties/" + name, "{\"type\": \"integer\"}");
    }
    return workbench;
  }

  private static void renameNap(TestProject workbench, String name) {
    JsonNode nap = workbench.export().at(NAP).deepCopy();
    workbench
        .with("/components/schemas/" + name, nap.toString())
        .without(NAP)
        .with(
            "/components/schemas/MultiDocumentResponse_PublicNap_/properties/data/items/$ref",
            "\"#/components/schemas/" + name + "\"")
        .with(
            "/paths/~1v2~1usercollection~1nap~1{document_id}/get/responses/200/content/application~1json/schema/$ref",
            "\"#/components/schemas/" + name + "\"");
  }

  private Outcome update(String export) {
    Path file = folder.resolve("openapi-1.42.json");
    TestProject.write(file, export);
    return TestProject.run("update", file.toString(), "--project", folder.toString());
  }

  private void copyProject() {
    for (String file : List.of("names", "corrections", "descriptions", "withdrawn")) {
      String name = "overlay/" + file + ".yaml";
      TestProject.write(folder.resolve(name), TestProject.content(Path.of(name)));
    }
    TestProject.write(folder.resolve("oura-v2.yaml"), TestProject.content(Path.of("oura-v2.yaml")));
    TestProject.write(folder.resolve("src/test/resources/.keep"), "");
    assertThat(Files.exists(folder.resolve("overlay/names.yaml"))).isTrue();
  }

  private static List<String> namesIn(Path file) {
    LocatedNode names = YamlReader.read(file);
    return Stream.of("schemas", "aliases")
        .flatMap(table -> names.at(table).members().stream())
        .map(LocatedNode::key)
        .toList();
  }
}
