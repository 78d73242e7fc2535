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
 * Finds schemas that bear another name in a new export, by their shape, so that a rename on Oura's
 * side renames nothing on our users' side.
 *
 * @param matched the schemas that are sure to be the same
 * @param questions what only a person can say
 */
public record SchemaRenames(List<Match> matched, List<String> questions) {
  /** From here on two shapes are taken for the same; below, somebody is asked. */
  private static final double SURE = 0.75;

  /** Below this, two shapes have nothing to do with each other. */
  private static final double ALIKE = 0.5;

  /** How much better than the next best a match must be to be no guess. */
  private static final double LEAD = 0.1;

  /**
   * A schema's old and new name with Oura, its name with us, and how much of the shape is common.
   */
  public record Match(String was, String is, String ours, double likeness, double rank) {
    public int percent() {
      return (int) Math.round(likeness * 100);
    }
  }

  /**
   * Compares what the names table names and the export does not with what the export names and the
   * table does not.
   */
  public static SchemaRenames find(PublicNames.Table table, ObjectNode description, Export export) {
    SchemaRenames aliases =
        new SchemaRenames(AliasRenames.find(table, description, export), List.of());
    PublicNames.Table names = aliases.applied(table);
    Map<String, SchemaShape> theirs = shapes(export, names);
    Map<String, SchemaShape> gone = new TreeMap<>();
    Map<String, SchemaShape> ours =
        SchemaShape.of(description.at("/components/schemas"), description.get("paths"));
    names
        .schemas()
        .forEach(
            (was, name) -> {
              SchemaShape shape = ours.get(name);
              if (!theirs.containsKey(was) && shape != null) {
                gone.put(was, shape);
              }
            });
    Map<String, SchemaShape> added = new TreeMap<>(theirs);
    added.keySet().removeAll(names.schemas().keySet());
    return aliases.and(match(gone, added, names));
  }

  private SchemaRenames and(SchemaRenames others) {
    List<Match> all = new ArrayList<>(matched);
    all.addAll(others.matched);
    return new SchemaRenames(List.copyOf(all), others.questions);
  }

  /** The names with the left column changed for what was matched. */
  public PublicNames.Table applied(PublicNames.Table names) {
    return names.withSchemas(renamed(names.schemas())).withAliases(renamed(names.aliases()));
  }

  private Map<String, String> renamed(Map<String, String> table) {
    Map<String, String> renamed = new LinkedHashMap<>(table);
    for (Match match : matched) {
      if (renamed.remove(match.was()) != null) {
        renamed.put(match.is(), match.ours());
      }
    }
    return renamed;
  }

  /**
   * The shapes of all schemas that operations reach, by Oura's names; pages are named by their
   * rows.
   */
  private static Map<String, SchemaShape> shapes(Export export, PublicNames.Table names) {
    Map<String, String> themselves = new HashMap<>();
    LocatedNode all = export.root().at("components").at("schemas");
    all.members().forEach(schema -> themselves.put(schema.key(), schema.key()));
    PublicNames theirNames = new PublicNames(names.withSchemas(themselves));
    SchemaTranslation translation = new SchemaTranslation(export, theirNames);
    ObjectNode paths = new OperationTranslation(export, theirNames, translation).paths();
    PageShape pages = new PageShape(export);
    Map<String, SchemaShape> shapes = SchemaShape.of(translation.named(), paths);
    shapes.keySet().removeIf(name -> pages.rows(all.at(name)).isPresent());
    return shapes;
  }

  private static SchemaRenames match(
      Map<String, SchemaShape> gone, Map<String, SchemaShape> added, PublicNames.Table names) {
    List<Match> all = new ArrayList<>();
    gone.forEach(
        (was, shape) ->
            added.forEach(
                (is, other) -> {
                  double likeness = shape.likeness(other);
                  if (likeness >= ALIKE) {
                    // Where the shapes leave it open, the names and the use have a say.
                    double rank =
                        likeness + 0.2 * NameSimilarity.of(was, is) + 0.2 * shape.usedAlike(other);
                    String ours = Objects.requireNonNull(names.schemas().get(was));
                    all.add(new Match(was, is, ours, likeness, rank));
                  }
                }));
    all.sort(Comparator.comparingDouble(Match::rank).reversed());
    List<Match> matched = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    List<Match> open = all;
    // The surest first: it takes both its names out of the others' way.
    for (Match match : all) {
      open = open.stream().filter(one -> !isTaken(one, taken)).toList();
      if (!isTaken(match, taken) && match.likeness() >= SURE && leads(match, open)) {
        matched.add(match);
        taken.add("was " + match.was());
        taken.add("is " + match.is());
      }
    }
    List<String> questions =
        all.stream().filter(one -> !isTaken(one, taken)).map(SchemaRenames::question).toList();
    return new SchemaRenames(List.copyOf(matched), questions);
  }

  private static boolean isTaken(Match match, Set<String> taken) {
    return taken.contains("was " + match.was()) || taken.contains("is " + match.is());
  }

  private static boolean leads(Match match, List<Match> open) {
    return open.stream()
        .filter(other -> !other.equals(match))
        .filter(other -> other.was().equals(match.was()) || other.is().equals(match.is()))
        .allMatch(other -> match.rank() - other.rank() >= LEAD);
  }

  private static String question(Match match) {
    return "Is '%s' what '%s' was? Their shapes are %d %% alike. If so, change '%s' to '%s' on the left in overlay/names.yaml; if not, add '%s' there with a name of its own."
        .formatted(match.is(), match.was(), match.percent(), match.was(), match.is(), match.is());
  }
}
