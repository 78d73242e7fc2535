// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.rename;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.export.Export;
import io.github.oura4j.openapi.overlay.PublicNames;
import io.github.oura4j.openapi.translate.OperationTranslation;
import io.github.oura4j.openapi.translate.PageShape;
import io.github.oura4j.openapi.translate.SchemaTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognizes the schemas that have another name in a new export, by their shape, so that a rename
 * by Oura does not change our public names.
 *
 * @param matched the schemas that are certainly the same
 * @param questions the uncertain cases, which a maintainer decides
 */
public record SchemaRenames(List<Match> matched, List<String> questions) {
  /** From this similarity on, two shapes are the same schema; below, a maintainer decides. */
  private static final double CERTAIN = 0.75;

  /** Below this similarity, two shapes are unrelated. */
  private static final double POSSIBLE = 0.5;

  /** How much higher than the next best a match must rank to be certain. */
  private static final double LEAD = 0.1;

  /**
   * A schema of the old export and one of the new export that may be the same.
   *
   * @param oldName Oura's name in our table
   * @param newName Oura's name in the new export
   * @param publicName our name, which stays
   * @param similarity the similarity of the shapes, from 0 to 1
   * @param rank the similarity, raised by similar names and similar use; it orders the candidates
   */
  public record Match(
      String oldName, String newName, String publicName, double similarity, double rank) {
    public int percent() {
      return (int) Math.round(similarity * 100);
    }
  }

  /**
   * Finds the schemas of an export that our names table has under another name.
   *
   * <p>Candidates are the names that are only in the table and the schemas that are only in the
   * export; they are matched by shape.
   *
   * @param table our names
   * @param description our description of the previous export, which has the old shapes
   */
  public static SchemaRenames find(PublicNames.Table table, ObjectNode description, Export export) {
    SchemaRenames aliases =
        new SchemaRenames(AliasRenames.find(table, description, export), List.of());
    // The shapes in the export can only be compared where renamed aliases are known as such.
    PublicNames.Table names = aliases.applied(table);
    if (!hasUnnamedSchemas(export, names)) {
      return aliases;
    }
    Map<String, SchemaShape> exportShapes = shapes(export, names);
    Map<String, SchemaShape> ourShapes =
        SchemaShape.of(description.at("/components/schemas"), description.get("paths"));
    Map<String, SchemaShape> unmatchedOld = new TreeMap<>();
    names
        .schemas()
        .forEach(
            (oldName, publicName) -> {
              SchemaShape shape = ourShapes.get(publicName);
              if (!exportShapes.containsKey(oldName) && shape != null) {
                unmatchedOld.put(oldName, shape);
              }
            });
    Map<String, SchemaShape> unmatchedNew = new TreeMap<>(exportShapes);
    unmatchedNew.keySet().removeAll(names.schemas().keySet());
    return aliases.and(match(unmatchedOld, unmatchedNew, names));
  }

  /**
   * Returns whether the export has schemas that may be renamed ones: neither in our table nor
   * pages. Most exports have none, which saves a translation of the whole export.
   */
  private static boolean hasUnnamedSchemas(Export export, PublicNames.Table names) {
    PageShape pages = new PageShape(export);
    return export.root().at("components").at("schemas").members().stream()
        .filter(schema -> !names.schemas().containsKey(schema.key()))
        .filter(schema -> !names.aliases().containsKey(schema.key()))
        .anyMatch(schema -> schema.has("$ref") || pages.rows(schema).isEmpty());
  }

  private SchemaRenames and(SchemaRenames others) {
    List<Match> all = new ArrayList<>(matched);
    all.addAll(others.matched);
    return new SchemaRenames(List.copyOf(all), others.questions);
  }

  /** Returns a table with the new names of Oura on the left. */
  public PublicNames.Table applied(PublicNames.Table names) {
    return names.withSchemas(renamed(names.schemas())).withAliases(renamed(names.aliases()));
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

  private static SchemaRenames match(
      Map<String, SchemaShape> unmatchedOld,
      Map<String, SchemaShape> unmatchedNew,
      PublicNames.Table names) {
    List<Match> all = new ArrayList<>();
    unmatchedOld.forEach(
        (oldName, shape) ->
            unmatchedNew.forEach(
                (newName, other) -> {
                  double similarity = shape.similarity(other);
                  if (similarity >= POSSIBLE) {
                    // Names and use only decide between similar shapes, so they count less.
                    double rank =
                        similarity
                            + 0.2 * NameSimilarity.of(oldName, newName)
                            + 0.2 * shape.usageSimilarity(other);
                    String publicName = Objects.requireNonNull(names.schemas().get(oldName));
                    all.add(new Match(oldName, newName, publicName, similarity, rank));
                  }
                }));
    all.sort(Comparator.comparingDouble(Match::rank).reversed());
    List<Match> matched = new ArrayList<>();
    Set<String> matchedNames = new HashSet<>();
    List<Match> unmatched = all;
    // Best match first. A match removes both its names from the other candidates, so that a
    // candidate that was ambiguous can become certain.
    for (Match match : all) {
      unmatched = unmatched.stream().filter(one -> !isMatched(one, matchedNames)).toList();
      if (!isMatched(match, matchedNames)
          && match.similarity() >= CERTAIN
          && leads(match, unmatched)) {
        matched.add(match);
        matchedNames.add("old " + match.oldName());
        matchedNames.add("new " + match.newName());
      }
    }
    List<String> questions =
        all.stream()
            .filter(one -> !isMatched(one, matchedNames))
            .map(SchemaRenames::question)
            .toList();
    return new SchemaRenames(List.copyOf(matched), questions);
  }

  private static boolean isMatched(Match match, Set<String> matchedNames) {
    return matchedNames.contains("old " + match.oldName())
        || matchedNames.contains("new " + match.newName());
  }

  private static boolean leads(Match match, List<Match> unmatched) {
    return unmatched.stream()
        .filter(other -> !other.equals(match))
        .filter(
            other ->
                other.oldName().equals(match.oldName()) || other.newName().equals(match.newName()))
        .allMatch(other -> match.rank() - other.rank() >= LEAD);
  }

  private static String question(Match match) {
    return "Was '%s' renamed to '%s'? Their shapes are %d %% similar. If so, change '%s' to '%s' on the left in overlay/names.yaml; if not, add '%s' there with another name."
        .formatted(
            match.oldName(),
            match.newName(),
            match.percent(),
            match.oldName(),
            match.newName(),
            match.newName());
  }
}
