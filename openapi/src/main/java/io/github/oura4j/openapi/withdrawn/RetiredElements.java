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
 * What exports named once and name no more. It stays in the description, deprecated, until somebody
 * takes its entry away: programs are written on it, and Oura has brought things back before.
 */
public record RetiredElements(List<Entry> entries) {
  private static final String FILE = "overlay/withdrawn.yaml";

  /** One thing: where it stood, the first export without it, and what was there. */
  public record Entry(JsonPointer place, String in, JsonNode was) {
    /** Values of an enum and parameters stand in a list. */
    private boolean isInList() {
      return !was.isObject() || was.has("in");
    }

    /** Values have a place only where there are values; parameters may be the first ones again. */
    private boolean fits(ObjectNode owner) {
      return was.isObject() || owner.path(place.last().getMatchingProperty()).isArray();
    }

    private int depth() {
      int depth = 0;
      for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
        depth++;
      }
      return depth;
    }

    private boolean is(JsonNode item) {
      return was.isObject() ? item.path("name").equals(was.path("name")) : item.equals(was);
    }

    /** Whether a fact is what was withdrawn. */
    public boolean isAbout(ApiElement fact) {
      return fact.place().equals(place)
          && fact.subject().isRetained()
          && (!isInList() || is(fact.node()));
    }
  }

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
    LocatedNode place = entry.at("place");
    if (!place.text().startsWith("/") || entry.at("was").node().isMissingNode()) {
      throw entry.refused("an entry has place (a JSON Pointer), in (an export's number) and was");
    }
    requireForm(entry.at("was"), place);
    return new Entry(
        JsonPointer.compile(place.text()), entry.at("in").text(), entry.at("was").node());
  }

  private static void requireForm(LocatedNode was, LocatedNode place) {
    String text = place.text();
    if (text.matches("/paths/[^/]+/[^/]+")) {
      DescriptionForm.requireOperation(was);
    } else if (text.matches("/paths/[^/]+/[^/]+/parameters")) {
      DescriptionForm.requireParameter(was);
    } else if (text.matches("/(paths|components)/.+/enum") && !text.endsWith("/properties/enum")) {
      was.text();
    } else if (text.matches("/(paths|components)/.+")) {
      DescriptionForm.requireSchema(was);
    } else {
      throw place.refused("nothing that is withdrawn stands here");
    }
  }

  public RetiredElements without(Predicate<Entry> those) {
    return new RetiredElements(entries.stream().filter(those.negate()).toList());
  }

  /** This and what has gone from a description with an export. */
  public RetiredElements and(List<ApiElement> gone, ObjectNode description, String export) {
    // What went earlier than the whole that it was part of has an entry already.
    ObjectNode asSent = leftOutOf(description);
    List<Entry> all = new ArrayList<>(entries);
    for (ApiElement fact : gone) {
      boolean isInList =
          fact.subject() == ElementKind.PARAMETER || fact.subject() == ElementKind.VALUE;
      JsonNode was = isInList ? fact.node() : asSent.at(fact.place());
      all.add(new Entry(fact.place(), export, ProseRemoval.of(was)));
    }
    return new RetiredElements(List.copyOf(all));
  }

  /** What became of the entries: which the export has again, and which found no place. */
  public record Restored(List<Entry> returned, List<String> lost) {}

  /** Puts everything back into a description, marked as withdrawn. */
  public Restored restore(ObjectNode description) {
    List<Entry> returned = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    List<String> operations = description.get("paths").findValuesAsText("operationId");
    for (Entry entry : wholesBeforeTheirParts()) {
      // An operation may be back at another address.
      if (operations.contains(entry.was().path("operationId").asText())) {
        returned.add(entry);
      } else if (!(owner(description, entry.place().head()) instanceof ObjectNode owner)
          || !entry.fits(owner)) {
        lost.add(FILE + ": " + entry.place() + " finds no place");
      } else if (!(entry.isInList() ? append(owner, entry) : set(owner, entry))) {
        returned.add(entry);
      }
    }
    return new Restored(List.copyOf(returned), List.copyOf(lost));
  }

  private List<Entry> wholesBeforeTheirParts() {
    return entries.stream().sorted(Comparator.comparingInt(Entry::depth)).toList();
  }

  // A path goes with its last operation.
  private static JsonNode owner(ObjectNode description, JsonPointer place) {
    JsonNode owner = description.at(place);
    boolean isPath = place.head() != null && place.head().toString().equals("/paths");
    return owner.isMissingNode() && isPath
        ? ((ObjectNode) description.get("paths")).putObject(place.last().getMatchingProperty())
        : owner;
  }

  private static boolean set(ObjectNode owner, Entry entry) {
    String name = entry.place().last().getMatchingProperty();
    boolean isNew = !owner.has(name);
    if (isNew) {
      owner.set(name, marked(entry));
    }
    return isNew;
  }

  private static boolean append(ObjectNode owner, Entry entry) {
    ArrayNode list = owner.withArray(entry.place().last().getMatchingProperty());
    int beforeNull = list.size();
    for (int i = 0; i < list.size(); i++) {
      if (entry.is(list.get(i))) {
        return false;
      }
      if (list.get(i).isNull()) {
        beforeNull = i;
      }
    }
    list.insert(beforeNull, entry.was().isObject() ? marked(entry) : entry.was());
    return true;
  }

  private static ObjectNode marked(Entry entry) {
    ObjectNode marked = entry.was().deepCopy();
    marked.put("deprecated", true).put("x-withdrawn-in", entry.in());
    // OpenAPI wants a text here; ours comes with the words.
    marked.path("responses").forEach(answer -> ((ObjectNode) answer).put("description", ""));
    return marked;
  }

  /**
   * A description as the last export has it, but for models: one that went may come back under
   * another name.
   */
  public ObjectNode leftOutOf(ObjectNode description) {
    ObjectNode rest = description.deepCopy();
    for (Entry entry : entries) {
      JsonPointer place = entry.place();
      boolean isModel = place.head().toString().equals("/components/schemas");
      if (entry.isInList() && rest.at(place) instanceof ArrayNode list) {
        for (int i = list.size() - 1; i >= 0; i--) {
          if (entry.is(list.get(i))) {
            list.remove(i);
          }
        }
      } else if (!isModel && rest.at(place.head()) instanceof ObjectNode owner) {
        owner.remove(place.last().getMatchingProperty());
      }
    }
    return rest;
  }

  /** The very nodes of a description that are kept and not the export's any more. */
  public static Set<JsonNode> nodesIn(JsonNode description) {
    Set<JsonNode> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(description, false, nodes);
    return nodes;
  }

  private static void collect(JsonNode node, boolean withdrawn, Set<JsonNode> nodes) {
    boolean here = withdrawn || node.has("x-withdrawn-in");
    if (here) {
      nodes.add(node);
    }
    node.forEach(part -> collect(part, here, nodes));
  }

  /** The file's text. */
  public String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # What Oura's exports named once and name no more. `update` adds to it and takes out what comes back; the import keeps
            # what stands here in the description, deprecated. To let something go, delete its entry: README.md says when.
            """);
    text.append(entries.isEmpty() ? "withdrawn: []\n" : "withdrawn:\n");
    for (Entry entry : entries) {
      // JSON is YAML too, and keeps each entry on a line of its own.
      text.append("- {place: ")
          .append(quoted(entry.place().toString()))
          .append(", in: ")
          .append(quoted(entry.in()))
          .append(", was: ")
          .append(entry.was())
          .append("}\n");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
