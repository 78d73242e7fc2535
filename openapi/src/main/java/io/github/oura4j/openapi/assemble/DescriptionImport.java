// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.AllowedText;
import io.github.oura4j.openapi.document.CanonicalOrder;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.java.ClassFileLimits;
import io.github.oura4j.openapi.java.DataTypeConstants;
import io.github.oura4j.openapi.java.DeprecatedReferences;
import io.github.oura4j.openapi.java.FeignOperations;
import io.github.oura4j.openapi.java.JavaNames;
import io.github.oura4j.openapi.java.OmittedModels;
import io.github.oura4j.openapi.java.RepresentableTypes;
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
 * Makes our description from an export. It translates the facts, puts back what was retired, and
 * then applies our corrections and descriptions.
 *
 * <p>An import has two halves, because an update needs the second one twice: {@link #translate}
 * depends on the export and the names only, {@link #complete} adds everything else.
 */
public record DescriptionImport(
    PublicNames.Table names, RetiredElements retired, Overlay corrections, Overlay descriptions) {

  /** Reads the names, retired elements, corrections and descriptions from a folder. */
  public static DescriptionImport withDataIn(Path overlayFolder) {
    return new DescriptionImport(
        PublicNames.Table.read(overlayFolder.resolve("names.yaml")),
        RetiredElements.read(overlayFolder.resolve("withdrawn.yaml")),
        Overlay.read(overlayFolder.resolve("corrections.yaml")),
        Overlay.read(overlayFolder.resolve("descriptions.yaml")));
  }

  public DescriptionImport with(PublicNames.Table otherNames) {
    return new DescriptionImport(otherNames, retired, corrections, descriptions);
  }

  public DescriptionImport with(RetiredElements others) {
    return new DescriptionImport(names, others, corrections, descriptions);
  }

  /**
   * The facts of an export in our form and under our names, before anything of ours is added.
   *
   * @param names the public names, which know by now which of them the export uses
   * @param notices what the export leaves undefined
   */
  public record Translation(ObjectNode description, PublicNames names, List<String> notices) {}

  /**
   * The finished description, and what a maintainer should know or do about it.
   *
   * @param unresolved names that are derived because our table has none, and what the export leaves
   *     undefined
   * @param unmatched entries of our files that match nothing
   * @param unneeded corrections that the export now contains itself
   * @param undescribed what has no description yet
   * @param returned retired elements that the export contains again
   * @param dropped retired elements whose name the export uses for something else
   * @param withoutScope data types whose scope nobody has added yet; their description cannot be
   *     used
   */
  public record Result(
      ObjectNode description,
      List<String> unresolved,
      List<String> unmatched,
      List<String> unneeded,
      List<String> undescribed,
      List<RetiredElements.Entry> returned,
      List<RetiredElements.Entry> dropped,
      List<String> withoutScope) {

    /**
     * Stops the import if a data type has no scope: the generated {@code DataType} would lack it.
     */
    public void requireScopes() {
      if (!withoutScope.isEmpty()) {
        throw new InvalidInputException(
            "nothing was written; add these scopes first:\n" + String.join("\n", withoutScope));
      }
    }

    public List<String> notices() {
      return Stream.of(unresolved, unmatched, unneeded, undescribed).flatMap(List::stream).toList();
    }
  }

  /** Runs the whole import. */
  public Result run(Export export) {
    return complete(translate(export));
  }

  /** Translates the facts of an export. */
  public Translation translate(Export export) {
    PublicNames publicNames = new PublicNames(names);
    List<String> notices = new ArrayList<>();
    SchemaTranslation schemas = new SchemaTranslation(export, publicNames);
    ObjectNode description = JsonNodeFactory.instance.objectNode();
    description.put("openapi", "3.1.0");
    description
        .putObject("info")
        .put("title", "")
        .put("version", export.root().at("info").at("version").text());
    description.putArray("servers");
    OperationTranslation operations = new OperationTranslation(export, publicNames, schemas);
    // The operations come first: only the schemas that they refer to are translated.
    description.set("paths", operations.paths());
    notices.addAll(operations.notices());
    ObjectNode components = description.putObject("components");
    components.set("schemas", schemas.named());
    components.set("securitySchemes", SecuritySchemes.translate(export, notices::add));
    return new Translation(description, publicNames, List.copyOf(notices));
  }

  /**
   * Completes a translation, which stays as it is.
   *
   * <p>The order matters: retired elements come first, so that corrections and descriptions also
   * apply to them; checks come last, so that they see what the generator will see.
   */
  public Result complete(Translation translation) {
    ObjectNode description = translation.description().deepCopy();
    PublicNames publicNames = translation.names();
    List<String> unresolved = new ArrayList<>(publicNames.notices());
    unresolved.addAll(translation.notices());

    RetiredElements.Restored restored = retired.restore(description);
    NameConflicts conflicts = NameConflicts.resolve(description, retired);
    addTags(description);
    Overlay.Corrected corrected =
        corrections.correct(description, RetiredElements.nodesIn(description));
    List<String> unmatched = new ArrayList<>(restored.lost());
    unmatched.addAll(conflicts.notices());
    unmatched.addAll(corrected.unmatched());
    unmatched.addAll(descriptions.describe(description));
    unmatched.addAll(unmatchedNames(publicNames, description));
    unresolved.addAll(undefinedSchemes(description));

    AllowedText.requireInDescription(LocatedNode.root(description));
    DeprecatedReferences.mark(description);
    ClassFileLimits.check(description);
    JavaNames.check(description);
    FeignOperations.check(description);
    OmittedModels.check(description);
    RepresentableTypes.check(description);
    DataTypeConstants.Missing missing = DataTypeConstants.add(description);
    unresolved.addAll(missing.notices());

    ObjectNode ordered = CanonicalOrder.of(description);
    return new Result(
        ordered,
        List.copyOf(unresolved),
        List.copyOf(unmatched),
        corrected.unneeded(),
        MissingDescriptions.in(ordered),
        restored.returned(),
        conflicts.dropped(),
        missing.withoutScope());
  }

  private static void addTags(ObjectNode description) {
    Set<String> groups = new TreeSet<>();
    description.get("paths").findValues("tags").forEach(tags -> groups.add(tags.path(0).asText()));
    description.putArray("tags");
    groups.forEach(group -> description.withArray("tags").addObject().put("name", group));
  }

  /**
   * Returns a notice for each name in our table that nothing in the export has. The names of
   * retired elements are still in use.
   */
  private static List<String> unmatchedNames(PublicNames names, ObjectNode description) {
    Set<String> operations = Set.copyOf(description.get("paths").findValuesAsText("operationId"));
    Stream<String> unmatched =
        names.unused().entrySet().stream()
            .filter(name -> !description.at("/components/schemas").has(name.getKey()))
            .filter(name -> !operations.contains(name.getKey()))
            .map(name -> name.getValue() + ": " + name.getKey());
    return Stream.concat(unmatched, names.unusedAliases().stream())
        .map(name -> "names.yaml: " + name + " matches nothing")
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
                    + "' is used by operations but not defined: add it to overlay/corrections.yaml")
        .toList();
  }
}
