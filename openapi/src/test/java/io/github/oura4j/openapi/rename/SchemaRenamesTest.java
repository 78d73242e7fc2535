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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oura once renamed 33 schemas in one export: our public names stay the same. */
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
    assertThat(outcome.out()).contains("100 % similar");
  }

  @Test
  void update_whenARenamedSchemaHasChangedALittle_reportsTheSimilarity() {
    TestProject project = withEnoughProperties();
    project.runImport();
    renameNap(project, "NapModel");
    project.with("/components/schemas/NapModel/properties/more", "{\"type\": \"string\"}");
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("`PublicNap` is now `NapModel` and remains `Nap` here: 8")
        .contains("added: property `Nap.more`");
    assertThat(project.file("overlay/names.yaml")).content().contains("{NapModel: Nap, ");
  }

  @Test
  void update_whenASchemaIsRenamedAfterItLostProperties_comparesWithTheLatestShape() {
    TestProject project = withEnoughProperties();
    project.runImport();
    project.with(NAP + "/properties", "{\"id\": {\"type\": \"string\"}}");
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    renameNap(project, "NapModel");
    Outcome outcome = project.runUpdate("1.43");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("`PublicNap` is now `NapModel` and remains `Nap` here: 100 % similar");
  }

  @Test
  void update_whenTheAliasForDatesIsRenamed_keepsDates() {
    TestProject project = new TestProject(folder);
    project.runImport();
    JsonNode before = project.described("");
    project
        .without("/components/schemas/ISODate")
        .with("/components/schemas/DateOfADay", "{\"type\": \"string\"}")
        .with(NAP + "/properties/day", "{\"$ref\": \"#/components/schemas/DateOfADay\"}");
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("`ISODate` is now `DateOfADay` and remains `date` here");
    assertThat(project.described("")).isEqualTo(before);
    assertThat(project.file("overlay/names.yaml")).content().contains("DateOfADay: date");
  }

  @Test
  void update_whenTheAliasForDatesIsRemoved_reportsIt() {
    TestProject project = new TestProject(folder);
    project.runImport();
    project.with(NAP + "/properties/day", "{\"type\": \"string\"}");
    assertThat(project.runUpdate("1.42").out()).contains("names.yaml: ISODate matches nothing");
  }

  @Test
  void update_whenARenameIsUncertain_asksAndWritesNothing() {
    TestProject project = withEnoughProperties();
    project.runImport();
    String before = TestProject.content(project.description());
    renameNap(project, "Doze");
    for (String more : List.of("a", "b", "c")) {
      project.with("/components/schemas/Doze/properties/" + more, "{\"type\": \"string\"}");
    }
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("nothing was written; answer these questions first:")
        .contains("Was 'PublicNap' renamed to 'Doze'?");
    assertThat(project.description()).hasContent(before);
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isEqualTo(2);
  }

  @Test
  void update_whenTwoSchemasAreSimilarAndOneIsUsedLikeTheOldOne_choosesThatOne() {
    TestProject project = withEnoughProperties();
    project.runImport();
    JsonNode nap = project.export().at(NAP).deepCopy();
    renameNap(project, "Doze");
    project
        .with("/components/schemas/Slumber", nap.toString())
        .withPath("/v2/usercollection/slumber", "Slumber");
    assertThat(project.runUpdate("1.42").out())
        .contains("`PublicNap` is now `Doze`")
        .contains("added: model `Slumber`");
  }

  @Test
  void update_whenTwoSchemasAreSimilarAndNothingDistinguishesThem_asks() {
    TestProject project = new TestProject(folder);
    project.runImport();
    String mood = project.export().at("/components/schemas/PublicMood").toString();
    project
        .with("/components/schemas/FirstFeeling", mood)
        .with("/components/schemas/LastFeeling", mood)
        .with(NAP + "/properties/mood/$ref", "\"#/components/schemas/FirstFeeling\"")
        .withProperty("{\"$ref\": \"#/components/schemas/LastFeeling\"}");
    assertThat(project.runUpdate("1.42").err())
        .contains("Was 'PublicMood' renamed to 'FirstFeeling'?")
        .contains("Was 'PublicMood' renamed to 'LastFeeling'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nap",
        "NapModel",
        "NapResponse",
        "PublicNapRow",
        "nap_model",
        "PublicNAP",
        "api__models__NapModel",
        "NapModel-Output"
      })
  void update_whenOnlyPrefixAndSuffixDifferAndTheShapeFits_recognizesTheSchema(String name) {
    TestProject project = withEnoughProperties();
    project.runImport();
    renameNap(project, name);
    // Half of its properties are others now: the shapes alone would not be enough.
    project
        .with("/components/schemas/" + name + "/properties/a", "{\"type\": \"string\"}")
        .with("/components/schemas/" + name + "/properties/b", "{\"type\": \"string\"}")
        .with("/components/schemas/" + name + "/properties/c", "{\"type\": \"string\"}")
        .without("/components/schemas/" + name + "/properties/depth");
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("`PublicNap` is now `" + name + "` and remains `Nap` here: ")
        .contains("similar, the same name without prefixes and suffixes")
        .doesNotContain("because it has no public name");
    assertThat(project.described("/components/schemas/Nap/properties").has("c")).isTrue();
  }

  @Test
  void import_whenNothingIsKnownOfTheShapes_recognizesSchemasByNameAndSaysSo() {
    TestProject project = new TestProject(folder);
    renameNap(project, "NapModel");
    Outcome outcome = project.runImport();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .contains(
            "`PublicNap` is now `NapModel` and remains `Nap` here: the same name without prefixes and suffixes")
        .doesNotContain("has no public name");
    assertThat(project.described("/components/schemas/Nap").isObject()).isTrue();
  }

  @Test
  void import_whenSeveralThingsAreUncertain_listsAllInOneRunAndWritesNothing() {
    TestProject project = withEnoughProperties();
    project.runImport();
    String before = TestProject.content(project.description());
    String pillow =
        "{\"type\": \"object\", \"properties\": {\"feathers\": {\"type\": \"integer\"}}}";
    renameNap(project, "Doze");
    for (String more : List.of("a", "b", "c")) {
      project.with("/components/schemas/Doze/properties/" + more, "{\"type\": \"string\"}");
    }
    project
        .without("/components/schemas/PublicMood")
        .with("/components/schemas/MoodModel", pillow)
        .with("/components/schemas/Doze/properties/mood/$ref", "\"#/components/schemas/MoodModel\"")
        .with("/components/schemas/Pillow", pillow)
        .with("/components/schemas/PillowModel", pillow)
        .withPath("/v2/usercollection/pillow", "Pillow")
        .withPath("/v2/usercollection/other_pillow", "PillowModel");

    Outcome outcome = project.runImport();

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("nothing was written; answer these questions first:\n")
        .contains(
            "/components/schemas/Doze: Was 'PublicNap' renamed to 'Doze'? Their shapes are ",
            "/components/schemas/MoodModel: Was 'PublicMood' renamed to 'MoodModel'? Their names belong together,"
                + " but their shapes are only 0 % similar. If so, change 'PublicMood' to 'MoodModel' on the left in"
                + " overlay/names.yaml; if not, add 'MoodModel' there with another name.",
            "/components/schemas/PillowModel: would be called Pillow, like /components/schemas/Pillow; add"
                + " 'PillowModel' to schemas in overlay/names.yaml, with another name");
    assertThat(project.description()).hasContent(before);
    Outcome check = project.runUpdate("1.42", "--check");
    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.out().lines().filter(line -> line.startsWith("- /components/schemas/")))
        .hasSize(3);
  }

  @Test
  void update_whenAFormerNameReturns_recognizesTheSchema() {
    TestProject project = withEnoughProperties();
    project
        .names(
            """
            schemas: {PublicNap: Nap, PublicMood: Mood}
            aliases: {ISODate: date}
            groups: {/v2/usercollection/: UserCollection}
            leftOut: [/v2/sandbox/]
            formerSchemas: {Siesta: Nap}
            formerAliases: {IsoDay: date}
            """)
        .with(NAP + "/properties/day", "{\"$ref\": \"#/components/schemas/IsoDay\"}")
        .with("/components/schemas/IsoDay", "{\"type\": \"string\"}");
    renameNap(project, "Siesta");
    Outcome outcome = project.runImport();
    assertThat(outcome.err())
        .contains(
            "`PublicNap` is now `Siesta` and remains `Nap` here: a former name in overlay/names.yaml");
    assertThat(project.described("/components/schemas/Nap/properties/day/format").asText())
        .isEqualTo("date");
  }

  @Test
  void update_whenAnAliasIsAdded_keepsTheFormatAndNamesIt() {
    TestProject project = new TestProject(folder);
    project.withProperty("{\"$ref\": \"#/components/schemas/ISODate\"}");
    project.runImport();
    JsonNode before = project.described("");
    project
        .with("/components/schemas/ISODay", "{\"type\": \"string\"}")
        .withProperty("{\"$ref\": \"#/components/schemas/ISODay\"}");
    Outcome outcome = project.runUpdate("1.42");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("`ISODay` is an alias of `date` here");
    assertThat(project.described("")).isEqualTo(before);
    assertThat(project.file("overlay/names.yaml"))
        .content()
        .contains("aliases: {ISODay: date, ISODate: date}");
    assertThat(project.runUpdate("1.42", "--check").exitCode()).isZero();
  }

  @Test
  void update_whenTheQuestionIsAnswered_continues() {
    TestProject project = withEnoughProperties();
    project.runImport();
    renameNap(project, "Doze");
    for (String more : List.of("a", "b", "c")) {
      project.with("/components/schemas/Doze/properties/" + more, "{\"type\": \"string\"}");
    }
    Path names = project.file("overlay/names.yaml");
    TestProject.write(names, TestProject.content(names).replace("PublicNap:", "Doze:"));
    assertThat(project.runUpdate("1.42").exitCode()).isZero();
    assertThat(project.described("/components/schemas/Nap/properties").has("a")).isTrue();
  }

  @Test
  void update_whenASchemaIsNew_isNotARename() {
    TestProject project = withEnoughProperties();
    project.runImport();
    project
        .with(
            "/components/schemas/PublicYawn",
            "{\"type\": \"object\", \"properties\": {\"width\": {\"type\": \"number\"}}}")
        .withPath("/v2/usercollection/yawn", "PublicYawn");
    String report = project.runUpdate("1.42").out();
    assertThat(report)
        .contains("added: model `Yawn`")
        .contains("schema 'PublicYawn' is called Yawn because it has no public name");
  }

  private TestProject withEnoughProperties() {
    TestProject project = new TestProject(folder);
    for (String name : List.of("start", "end", "depth")) {
      project.with(NAP + "/properties/" + name, "{\"type\": \"integer\"}");
    }
    return project;
  }

  private static void renameNap(TestProject project, String name) {
    JsonNode nap = project.export().at(NAP).deepCopy();
    project
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
