// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import io.github.oura4j.openapi.document.AllowedKeywords;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.YamlReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Determines the public name of a schema or operation: from our table, or derived from Oura's name.
 *
 * <p>A derived name is reported, because users will depend on it: a maintainer should confirm it.
 */
public final class PublicNames {
  private static final String FILE = "overlay/names.yaml";
  private static final Map<String, String> VERBS =
      Map.of("get", "get", "post", "create", "put", "update", "patch", "patch", "delete", "delete");

  private static final AllowedKeywords TABLES =
      AllowedKeywords.of(
          "the names",
          "",
          "schemas aliases resources operations groups leftOut formerSchemas formerAliases");

  private final Table table;
  private final Map<String, String> aliases;
  private final Set<String> notices = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> usedAliases = new LinkedHashSet<>();

  public PublicNames(Table table) {
    this.table = table;
    this.aliases = table.allAliases();
  }

  /** The content of {@code names.yaml}; the comments in the file explain each table. */
  public record Table(
      Map<String, String> schemas,
      Map<String, String> aliases,
      Map<String, String> resources,
      Map<String, String> operations,
      Map<String, String> groups,
      List<String> leftOut,
      Map<String, String> formerSchemas,
      Map<String, String> formerAliases) {
    /** Reads the file. */
    public static Table read(Path file) {
      LocatedNode names = YamlReader.read(file);
      try {
        TABLES.copy(names);
        return new Table(
            table(names.at("schemas")),
            table(names.at("aliases")),
            table(names.at("resources")),
            table(names.at("operations")),
            table(names.at("groups")),
            isEmpty(names.at("leftOut"))
                ? List.of()
                : names.at("leftOut").items().stream().map(LocatedNode::text).toList(),
            table(names.at("formerSchemas")),
            table(names.at("formerAliases")));
      } catch (InvalidInputException e) {
        throw new InvalidInputException(file + ": " + e.getMessage());
      }
    }

    private static Map<String, String> table(LocatedNode names) {
      Map<String, String> table = new LinkedHashMap<>();
      if (!isEmpty(names)) {
        for (LocatedNode name : names.members()) {
          if (isEmpty(name)) {
            throw name.invalid("a name is missing here");
          }
          table.put(name.key(), name.text());
        }
      }
      return table;
    }

    private static boolean isEmpty(LocatedNode node) {
      return !node.node().isContainerNode() && node.node().asText("").isEmpty();
    }

    /** Returns these names with another table of schemas. */
    public Table withSchemas(Map<String, String> others) {
      return new Table(
          others, aliases, resources, operations, groups, leftOut, formerSchemas, formerAliases);
    }

    /** Returns these names with another table of aliases. */
    public Table withAliases(Map<String, String> others) {
      return new Table(
          schemas, others, resources, operations, groups, leftOut, formerSchemas, formerAliases);
    }

    /** Returns the formats of all aliases, present and former, by Oura's names. */
    public Map<String, String> allAliases() {
      Map<String, String> all = new TreeMap<>(formerAliases);
      all.putAll(aliases);
      return all;
    }
  }

  /** Returns a notice for each name that is derived and not chosen. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Returns our names of the table that no part of the export has, each with the name that Oura had
   * for it.
   */
  public Map<String, String> unused() {
    Map<String, String> unused = new TreeMap<>();
    table.schemas().forEach((ouraName, publicName) -> unused.put(publicName, ouraName));
    table.operations().forEach((ouraName, publicName) -> unused.put(publicName, ouraName));
    unused.keySet().removeAll(used);
    return unused;
  }

  /** Returns whether the path is not imported, such as those of the sandbox. */
  public boolean isExcluded(String path) {
    return table.leftOut().stream().anyMatch(path::startsWith);
  }

  /** Returns the aliases that nothing in the export refers to. */
  public Set<String> unusedAliases() {
    Set<String> unused = new TreeSet<>(table.aliases().keySet());
    unused.removeAll(usedAliases);
    return unused;
  }

  /**
   * Returns whether the schema is an alias: only a name for a string with a format. The format
   * takes its place, so that Java has a date instead of a separate type.
   */
  public boolean isAlias(String schema) {
    return aliases.containsKey(schema);
  }

  /** Returns the format that takes the place of an alias, and records that the alias is in use. */
  public String aliasFormat(String schema) {
    usedAliases.add(schema);
    return Objects.requireNonNull(aliases.get(schema), schema);
  }

  /** Returns whether our table has a name for the schema. */
  public boolean hasName(String schema) {
    return table.schemas().containsKey(schema);
  }

  /** Returns the public name of a schema, and records that the name is in use. */
  public String schema(String name) {
    String publicName = table.schemas().get(name);
    if (publicName != null) {
      used.add(publicName);
      return publicName;
    }
    String derived = derived(name);
    table.schemas().entrySet().stream()
        .filter(entry -> entry.getValue().equals(derived))
        .findFirst()
        .ifPresent(
            entry -> {
              throw new InvalidInputException(takenName(name, entry.getKey(), derived));
            });
    notices.add(
        "schema '"
            + name
            + "' is called "
            + derived
            + " because it has no public name: add one to schemas in "
            + FILE);
    return derived;
  }

  private static String takenName(String name, String other, String derived) {
    return "/components/schemas/%s: would be called %s, like /components/schemas/%s in %s; if it is the same schema, change '%s' to '%s' on the left there; if not, add '%s' with another name"
        .formatted(name, derived, other, FILE, other, name, name);
  }

  /** Returns the name of an operation, such as {@code listDailySleep}. */
  public String operation(String method, String path, boolean returnsSeveral) {
    String publicName = table.operations().get(method + " " + path);
    if (publicName != null) {
      used.add(publicName);
      return publicName;
    }
    String resource = lastLiteral(path);
    String verb =
        returnsSeveral && method.equals("get") ? "list" : VERBS.getOrDefault(method, method);
    return verb + table.resources().getOrDefault(resource, pascalCase(resource));
  }

  /** Returns the generated interface that contains the operations of a path. */
  public String group(String path) {
    return table.groups().entrySet().stream()
        .filter(group -> path.startsWith(group.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> unknownGroup(path));
  }

  private String unknownGroup(String path) {
    notices.add(
        "path '"
            + path
            + "' belongs to no group and is put into Other: add its prefix to groups in "
            + FILE);
    return "Other";
  }

  /**
   * Returns the name that a schema has without an entry in our table: Oura's name without its
   * prefixes and suffixes.
   */
  public static String derived(String name) {
    String core =
        name.replaceFirst("^Public(?=.)", "").replaceFirst("(?<=.)(Model|Response|Row)$", "");
    String pascal = pascalCase(core);
    return pascal.isEmpty() || !Character.isJavaIdentifierStart(pascal.charAt(0))
        ? "Schema" + pascal
        : pascal;
  }

  /** Returns the last segment of a path that is not a placeholder. */
  private static String lastLiteral(String path) {
    return Stream.of(path.split("/"))
        .filter(segment -> !segment.isEmpty() && !segment.startsWith("{"))
        .reduce("", (before, last) -> last);
  }

  private static String pascalCase(String name) {
    return Stream.of(name.split("[^A-Za-z0-9]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
