// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.withdrawn;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.compare.ApiElement;
import io.github.oura4j.openapi.compare.ElementKind;
import io.github.oura4j.openapi.document.DescriptionForm;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.ProseRemoval;
import io.github.oura4j.openapi.document.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The retired elements: what earlier exports contained and newer ones no longer do.
 *
 * <p>They stay in our description, marked with {@code deprecated} and {@code x-withdrawn-in}, until
 * a maintainer deletes their entry from {@code overlay/withdrawn.yaml}. Programs depend on them,
 * and Oura has brought elements back before.
 */
public record RetiredElements(List<Entry> entries) {
  private static final String FILE = "overlay/withdrawn.yaml";
  private static final String KEYS =
      "an entry has the keys location (a JSON Pointer), removedIn (the number of an export) and content (the element as it was)";

  /**
   * One retired element.
   *
   * @param location where it was in our description; for an enum value or a parameter, the location
   *     of the list that contained it
   * @param removedIn the number of the first export without it
   * @param content the node as it was, without prose
   */
  public record Entry(JsonPointer location, String removedIn, JsonNode content) {
    /**
     * Enum values and parameters are items of a list; every other element is a member of an object.
     */
    private boolean isInList() {
      return !content.isObject() || content.has("in");
    }

    /**
     * Returns whether the element can be put back into its parent. An enum value needs an enum
     * there; a parameter may become the first one of its operation.
     */
    private boolean fits(ObjectNode parent) {
      return content.isObject() || parent.path(location.last().getMatchingProperty()).isArray();
    }

    private int depth() {
      int depth = 0;
      for (JsonPointer rest = location; !rest.matches(); rest = rest.tail()) {
        depth++;
      }
      return depth;
    }

    private boolean matches(JsonNode item) {
      return content.isObject()
          ? item.path("name").equals(content.path("name"))
          : item.equals(content);
    }

    /** Returns whether an element of a description is the one that this entry keeps. */
    public boolean isAbout(ApiElement element) {
      return element.location().equals(location)
          && element.kind().isRetained()
          && (!isInList() || matches(element.node()));
    }
  }

  /** Reads {@code withdrawn.yaml}; a project without that file has no retired elements. */
  public static RetiredElements read(Path file) {
    if (!Files.exists(file)) {
      return new RetiredElements(List.of());
    }
    LocatedNode document = YamlReader.read(file);
    try {
      return new RetiredElements(
          document.at("withdrawn").items().stream().map(RetiredElements::entry).toList());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
  }

  private static Entry entry(LocatedNode entry) {
    entry.members().forEach(RetiredElements::requireKnownKey);
    LocatedNode location = entry.at("location");
    if (entry.at("content").node().isMissingNode()) {
      throw entry.invalid(KEYS);
    }
    requireStructure(entry.at("content"), location);
    return new Entry(
        JsonPointer.compile(location.text()),
        entry.at("removedIn").text(),
        entry.at("content").node());
  }

  private static void requireKnownKey(LocatedNode member) {
    switch (member.key()) {
      case "location", "removedIn", "content" -> {
        // These are the keys of an entry.
      }
      case "place" -> throw member.invalid("is now called 'location': rename the key");
      case "in" -> throw member.invalid("is now called 'removedIn': rename the key");
      case "was" -> throw member.invalid("is now called 'content': rename the key");
      default -> throw member.invalid(KEYS);
    }
  }

  private static void requireStructure(LocatedNode content, LocatedNode location) {
    String text = location.text();
    if (text.matches("/paths/[^/]+/[^/]+")) {
      DescriptionForm.requireOperation(content);
    } else if (text.matches("/paths/[^/]+/[^/]+/parameters")) {
      DescriptionForm.requireParameter(content);
    } else if (text.matches("/(paths|components)/.+/enum") && !text.endsWith("/properties/enum")) {
      content.text();
    } else if (text.matches("/(paths|components)/.+")) {
      DescriptionForm.requireSchema(content);
    } else {
      throw location.invalid("retired elements cannot have this location");
    }
  }

  /** Returns these entries without those that match. */
  public RetiredElements without(Predicate<Entry> those) {
    return new RetiredElements(entries.stream().filter(those.negate()).toList());
  }

  /**
   * Returns these entries and one for each element that an export has removed.
   *
   * @param removed the removed elements
   * @param description the description that still contains them
   * @param export the number of the export that removed them
   */
  public RetiredElements and(List<ApiElement> removed, ObjectNode description, String export) {
    // A model that is removed after one of its properties: the property has an older entry, with an
    // older number, and must not be kept a second time inside the model.
    ObjectNode withoutOlderEntries = withoutRetired(description);
    List<Entry> all = new ArrayList<>(entries);
    for (ApiElement element : removed) {
      boolean isInList =
          element.kind() == ElementKind.PARAMETER || element.kind() == ElementKind.VALUE;
      JsonNode content = isInList ? element.node() : withoutOlderEntries.at(element.location());
      all.add(new Entry(element.location(), export, ProseRemoval.from(content)));
    }
    return new RetiredElements(List.copyOf(all));
  }

  /**
   * The result of {@link #restore}.
   *
   * @param returned entries whose element the export contains again
   * @param lost a notice for each entry whose parent no longer exists
   */
  public record Restored(List<Entry> returned, List<String> lost) {}

  /** Puts all entries back into a description, each marked with the export that removed it. */
  public Restored restore(ObjectNode description) {
    List<Entry> returned = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<String> operations = description.get("paths").findValuesAsText("operationId");
    for (Entry entry : parentsFirst()) {
      // An operation is identified by its id, as in Java: it may have returned at another path.
      if (operations.contains(entry.content().path("operationId").asText())) {
        returned.add(entry);
      } else if (!(parent(description, entry.location().head()) instanceof ObjectNode parent)
          || !entry.fits(parent)) {
        lost.add(FILE + ": " + entry.location() + " matches nothing");
      } else if (!(entry.isInList() ? append(parent, entry) : set(parent, entry))) {
        returned.add(entry);
      }
    }
    return new Restored(List.copyOf(returned), List.copyOf(lost));
  }

  /** A property can only be put back after the model that contained it. */
  private List<Entry> parentsFirst() {
    return entries.stream().sorted(Comparator.comparingInt(Entry::depth)).toList();
  }

  // A path item disappears with its last operation and is created again for a restored one.
  private static JsonNode parent(ObjectNode description, JsonPointer location) {
    JsonNode parent = description.at(location);
    boolean isPath = location.head() != null && location.head().toString().equals("/paths");
    return parent.isMissingNode() && isPath
        ? ((ObjectNode) description.get("paths")).putObject(location.last().getMatchingProperty())
        : parent;
  }

  private static boolean set(ObjectNode parent, Entry entry) {
    String name = entry.location().last().getMatchingProperty();
    boolean isNew = !parent.has(name);
    if (isNew) {
      parent.set(name, marked(entry));
    }
    return isNew;
  }

  private static boolean append(ObjectNode parent, Entry entry) {
    ArrayNode list = parent.withArray(entry.location().last().getMatchingProperty());
    int beforeNull = list.size();
    for (int i = 0; i < list.size(); i++) {
      if (entry.matches(list.get(i))) {
        return false;
      }
      if (list.get(i).isNull()) {
        beforeNull = i;
      }
    }
    list.insert(beforeNull, entry.content().isObject() ? marked(entry) : entry.content());
    return true;
  }

  private static ObjectNode marked(Entry entry) {
    ObjectNode marked = entry.content().deepCopy();
    marked.put("deprecated", true).put("x-withdrawn-in", entry.removedIn());
    // OpenAPI requires a description here; ours is added by the overlay.
    marked.path("responses").forEach(response -> ((ObjectNode) response).put("description", ""));
    return marked;
  }

  /**
   * Returns a copy of a description without its retired elements: what the last export defined.
   *
   * <p>Retired models stay in the copy, because a model that disappeared may return under another
   * name, and it can be recognized only by its shape.
   */
  public ObjectNode withoutRetired(ObjectNode description) {
    ObjectNode rest = description.deepCopy();
    for (Entry entry : entries) {
      JsonPointer location = entry.location();
      boolean isModel = location.head().toString().equals("/components/schemas");
      if (entry.isInList() && rest.at(location) instanceof ArrayNode list) {
        for (int i = list.size() - 1; i >= 0; i--) {
          if (entry.matches(list.get(i))) {
            list.remove(i);
          }
        }
      } else if (!isModel && rest.at(location.head()) instanceof ObjectNode parent) {
        parent.remove(location.last().getMatchingProperty());
      }
    }
    return rest;
  }

  /**
   * Returns the retired nodes of a description, compared by identity, with everything inside them.
   */
  public static Set<JsonNode> nodesIn(JsonNode description) {
    Set<JsonNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(description, false, nodes);
    return nodes;
  }

  private static void collect(JsonNode node, boolean retired, Set<JsonNode> nodes) {
    boolean here = retired || node.has("x-withdrawn-in");
    if (here) {
      nodes.add(node);
    }
    node.forEach(part -> collect(part, here, nodes));
  }

  /** Returns the content of {@code overlay/withdrawn.yaml}. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Retired elements: what earlier exports of Oura contained and newer ones no longer do. `update` adds an entry for
            # each and removes the entries of elements that return; the import keeps all of them in the description, marked as
            # deprecated. To remove an element for good, delete its entry: README.md says when.
            """);
    text.append(entries.isEmpty() ? "withdrawn: []\n" : "withdrawn:\n");
    for (Entry entry : entries) {
      // JSON is valid YAML and keeps each entry on one line, which makes diffs readable.
      text.append("- {location: ")
          .append(quoted(entry.location().toString()))
          .append(", removedIn: ")
          .append(quoted(entry.removedIn()))
          .append(", content: ")
          .append(entry.content())
          .append("}\n");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
