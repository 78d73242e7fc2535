// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.CanonicalOrder;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.java.DeprecatedReferences;
import io.github.oura4j.openapi.java.FeignOperations;
import io.github.oura4j.openapi.java.JavaNames;
import io.github.oura4j.openapi.java.OmittedModels;
import io.github.oura4j.openapi.overlay.MissingDescriptions;
import io.github.oura4j.openapi.overlay.Overlay;
import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.translate.OperationTranslation;
import io.github.oura4j.openapi.translate.SchemaTranslation;
import io.github.oura4j.openapi.translate.SecuritySchemes;
import io.github.oura4j.openapi.withdrawn.NameConflicts;
import io.github.oura4j.openapi.withdrawn.RetiredElements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes our description out of an export: translates its facts, puts back what was withdrawn, then
 * lays our corrections and words over them.
 */
public record DescriptionImport(
    PublicNames.Table names, RetiredElements withdrawn, Overlay corrections, Overlay words) {

  /** Reads our data from the folder that they stand in. */
  public static DescriptionImport withDataIn(Path overlayFolder) {
    return new DescriptionImport(
        PublicNames.Table.read(overlayFolder.resolve("names.yaml")),
        RetiredElements.read(overlayFolder.resolve("withdrawn.yaml")),
        Overlay.read(overlayFolder.resolve("corrections.yaml")),
        Overlay.read(overlayFolder.resolve("descriptions.yaml")));
  }

  public DescriptionImport with(PublicNames.Table otherNames) {
    return new DescriptionImport(otherNames, withdrawn, corrections, words);
  }

  public DescriptionImport with(RetiredElements others) {
    return new DescriptionImport(names, others, corrections, words);
  }

  /**
   * The description, and what somebody should know about it or do.
   *
   * @param wanting names that nobody chose, and what the export left unsaid
   * @param lost what of ours found no place
   * @param unneeded corrections that the export now makes itself
   * @param undescribed what has no word yet
   * @param returned what was withdrawn and is in the export again
   * @param givenWay what was withdrawn and whose name the export uses for another thing
   */
  public record Result(
      ObjectNode description,
      List<String> wanting,
      List<String> lost,
      List<String> unneeded,
      List<String> undescribed,
      List<RetiredElements.Entry> returned,
      List<RetiredElements.Entry> givenWay) {

    public List<String> notices() {
      return Stream.of(wanting, lost, unneeded, undescribed).flatMap(List::stream).toList();
    }
  }

  public Result run(Export export) {
    PublicNames publicNames = new PublicNames(names);
    List<String> wanting = new ArrayList<>();
    ObjectNode description = translate(export, publicNames, wanting);
    wanting.addAll(0, publicNames.notices());
    RetiredElements.Restored restored = withdrawn.restore(description);
    NameConflicts givenWay = NameConflicts.in(description, withdrawn);
    addTags(description);
    Overlay.Corrected corrected =
        corrections.correct(description, RetiredElements.nodesIn(description));
    List<String> lost = new ArrayList<>(restored.lost());
    lost.addAll(givenWay.told());
    lost.addAll(corrected.lost());
    lost.addAll(words.describe(description));
    lost.addAll(lostNames(publicNames, description));
    wanting.addAll(undefinedSchemes(description));
    DeprecatedReferences.mark(description);
    JavaNames.settle(description);
    FeignOperations.check(description);
    OmittedModels.check(description);
    ObjectNode ordered = CanonicalOrder.of(description);
    return new Result(
        ordered,
        List.copyOf(wanting),
        List.copyOf(lost),
        corrected.unneeded(),
        MissingDescriptions.in(ordered),
        restored.returned(),
        givenWay.entries());
  }

  private static ObjectNode translate(Export export, PublicNames names, List<String> wanting) {
    SchemaTranslation schemas = new SchemaTranslation(export, names);
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    description.put("openapi", "3.1.0");
    description
        .putObject("info")
        .put("title", "")
        .put("version", export.root().at("info").at("version").text());
    description.putArray("servers");
    OperationTranslation operations = new OperationTranslation(export, names, schemas);
    description.set("paths", operations.paths());
    wanting.addAll(operations.notices());
    ObjectNode components = description.putObject("components");
    components.set("schemas", schemas.named());
    components.set("securitySchemes", SecuritySchemes.translate(export, wanting::add));
    return description;
  }

  private static void addTags(ObjectNode description) {
    Set<String> groups = new TreeSet<>();
    description.get("paths").findValues("tags").forEach(tags -> groups.add(tags.path(0).asText()));
    description.putArray("tags");
    groups.forEach(group -> description.withArray("tags").addObject().put("name", group));
  }

  /** A name whose bearer was withdrawn is still in use. */
  private static List<String> lostNames(PublicNames names, ObjectNode description) {
    Set<String> operations = Set.copyOf(description.get("paths").findValuesAsText("operationId"));
    Stream<String> lost =
        names.unused().entrySet().stream()
            .filter(name -> !description.at("/components/schemas").has(name.getKey()))
            .filter(name -> !operations.contains(name.getKey()))
            .map(name -> name.getValue() + ": " + name.getKey());
    return Stream.concat(lost, names.unusedAliases().stream())
        .map(name -> "names.yaml: " + name + " finds no place")
        .toList();
  }

  private static List<String> undefinedSchemes(ObjectNode description) {
    Set<String> undefined = new TreeSet<>();
    for (JsonNode security : description.get("paths").findValues("security")) {
      security.forEach(one -> one.fieldNames().forEachRemaining(undefined::add));
    }
    description.at("/components/securitySchemes").fieldNames().forEachRemaining(undefined::remove);
    return undefined.stream()
        .map(
            scheme ->
                "security scheme '"
                    + scheme
                    + "' is named by operations and described nowhere: add it to overlay/corrections.yaml")
        .toList();
  }
}
