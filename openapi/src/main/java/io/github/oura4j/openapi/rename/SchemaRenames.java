// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.translate.OperationTranslation;
import io.github.oura4j.openapi.translate.PageShape;
import io.github.oura4j.openapi.translate.SchemaTranslation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the schemas that have another name in an export, newer or older, by their names and
 * shapes, so that a rename by Oura does not change our public names.
 *
 * @param matched the schemas that are certainly the same
 * @param newAliases schemas that only name a string with a format, by Oura's names, with the format
 *     that the properties referring to them had before
 * @param questions everything uncertain, each with what a maintainer can do about it
 * @param provisional names for the schemas whose own name is taken, with which a report can be made
 *     while their questions are open
 */
public record SchemaRenames(
    List<Match> matched,
    Map<String, String> newAliases,
    List<String> questions,
    Map<String, String> provisional) {
  private static final SchemaRenames NONE =
      new SchemaRenames(List.of(), Map.of(), List.of(), Map.of());

  /**
   * A schema in our table and one of an export that are the same.
   *
   * @param oldName Oura's name in our table
   * @param newName Oura's name in the export
   * @param publicName our name, which stays
   * @param reason why they are the same
   * @param percent how similar their shapes are; null if the old shape is unknown
   */
  public record Match(
      String oldName, String newName, String publicName, Reason reason, @Nullable Integer percent) {
    @Override
    public String toString() {
      String similarity = percent == null ? "" : percent + " % similar, ";
      return "`%s` is now `%s` and remains `%s` here: %s%s"
          .formatted(oldName, newName, publicName, similarity, reason);
    }
  }

  /** Why two schemas are the same. */
  public enum Reason {
    FORMER_NAME("a former name in overlay/names.yaml"),
    SAME_NAME("the same name without prefixes and suffixes"),
    SAME_SHAPE("by shape"),
    SAME_USE("by the properties that refer to it");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Finds the schemas of an export that our table has under another name.
   *
   * <p>Candidates are the names that are only in the table and the schemas that are only in the
   * export.
   *
   * @param table our names
   * @param description our description of the previous export, which has the old shapes, or an
   *     empty object if there is none; read only if the export has schemas that the table lacks
   */
  public static SchemaRenames find(
      PublicNames.Table table, Supplier<ObjectNode> description, Export export) {
    return hasUnnamedSchemas(export, table) ? find(table, description.get(), export) : NONE;
  }

  private static SchemaRenames find(
      PublicNames.Table table, ObjectNode description, Export export) {
    AliasRenames aliases = AliasRenames.find(table, description, export);
    SchemaRenames ofAliases =
        new SchemaRenames(aliases.matched(), aliases.added(), List.of(), Map.of());
    // The shapes in the export can only be compared where renamed aliases are known as such.
    PublicNames.Table names = ofAliases.applied(table);
    if (!hasUnnamedSchemas(export, names)) {
      return ofAliases;
    }
    Map<String, SchemaShape> exportShapes = shapes(export, names);
    Map<String, SchemaShape> ourShapes =
        SchemaShape.of(description.at("/components/schemas"), description.path("paths"));
    Map<String, Optional<SchemaShape>> missing = new TreeMap<>();
    names
        .schemas()
        .forEach(
            (ouraName, publicName) -> {
              if (!exportShapes.containsKey(ouraName)) {
                missing.put(ouraName, Optional.ofNullable(ourShapes.get(publicName)));
              }
            });
    Map<String, SchemaShape> unnamed = new TreeMap<>(exportShapes);
    unnamed.keySet().removeAll(names.schemas().keySet());
    SchemaMatching matching = SchemaMatching.of(missing, unnamed, names);
    matching.matched().forEach(match -> unnamed.remove(match.newName()));
    TakenNames taken = TakenNames.among(unnamed.keySet(), names, matching);

    List<Match> matched = new ArrayList<>(aliases.matched());
    matched.addAll(matching.matched());
    List<String> questions = new ArrayList<>(matching.questions());
    questions.addAll(taken.questions());
    return new SchemaRenames(
        List.copyOf(matched), aliases.added(), List.copyOf(questions), taken.provisional());
  }

  /**
   * Returns whether the export has schemas that may be renamed ones: neither in our table nor
   * pages. Most exports have none, which saves a translation of the whole export.
   */
  private static boolean hasUnnamedSchemas(Export export, PublicNames.Table names) {
    PageShape pages = new PageShape(export);
    Map<String, String> aliases = names.allAliases();
    return export.root().at("components").at("schemas").members().stream()
        .filter(schema -> !names.schemas().containsKey(schema.key()))
        .filter(schema -> !aliases.containsKey(schema.key()))
        .anyMatch(schema -> schema.has("$ref") || pages.rows(schema).isEmpty());
  }

  /** Returns a table with the names of the export on the left. */
  public PublicNames.Table applied(PublicNames.Table names) {
    Map<String, String> schemas = renamed(names.schemas());
    schemas.putAll(provisional);
    Map<String, String> aliases = renamed(names.aliases());
    aliases.putAll(newAliases);
    return names.withSchemas(schemas).withAliases(aliases);
  }

  private Map<String, String> renamed(Map<String, String> table) {
    Map<String, String> renamed = new LinkedHashMap<>(table);
    for (Match match : matched) {
      if (renamed.remove(match.oldName()) != null) {
        renamed.put(match.newName(), match.publicName());
      }
    }
    return renamed;
  }

  /** Returns what was recognized, one line for each schema. */
  public List<String> recognized() {
    List<String> lines = new ArrayList<>();
    matched.forEach(match -> lines.add(match.toString()));
    newAliases.forEach(
        (name, format) ->
            lines.add(
                "`%s` is an alias of `%s` here: %s".formatted(name, format, Reason.SAME_USE)));
    return List.copyOf(lines);
  }

  /**
   * Stops the program if anything is uncertain: only a person can decide that, and nothing may be
   * written before.
   */
  public void requireNoQuestions() {
    if (!questions.isEmpty()) {
      throw new InvalidInputException(
          "nothing was written; answer these questions first:\n" + String.join("\n", questions));
    }
  }

  /** Returns whether the export has the names in our table. */
  public boolean isEmpty() {
    return matched.isEmpty() && newAliases.isEmpty() && questions.isEmpty();
  }

  /**
   * Returns the shapes of all schemas that operations use, by Oura's names, without pages: a page
   * has its name from its rows.
   */
  private static Map<String, SchemaShape> shapes(Export export, PublicNames.Table names) {
    Map<String, String> identity = new HashMap<>();
    LocatedNode all = export.root().at("components").at("schemas");
    all.members().forEach(schema -> identity.put(schema.key(), schema.key()));
    PublicNames exportNames = new PublicNames(names.withSchemas(identity));
    SchemaTranslation translation = new SchemaTranslation(export, exportNames);
    ObjectNode paths = new OperationTranslation(export, exportNames, translation).paths();
    PageShape pages = new PageShape(export);
    Map<String, SchemaShape> shapes = SchemaShape.of(translation.named(), paths);
    shapes.keySet().removeIf(name -> pages.rows(all.at(name)).isPresent());
    return shapes;
  }
}
