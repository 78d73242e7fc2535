// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.overlay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import io.github.oura4j.openapi.document.InvalidInputException;
import io.github.oura4j.openapi.document.Keywords;
import io.github.oura4j.openapi.document.LocatedNode;
import io.github.oura4j.openapi.document.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A document in the form of the OpenAPI Overlay Specification 1.0.0: changes to a description, each
 * with its target.
 */
public final class Overlay {
  private static final Configuration JSON_PATH =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();
  private static final Set<String> FIELDS =
      Keywords.set("target description update remove x-only-missing");

  private final String name;
  private final List<Action> actions;

  private Overlay(String name, List<Action> actions) {
    this.name = name;
    this.actions = actions;
  }

  private record Action(
      String target,
      JsonPath path,
      boolean isExplained,
      JsonNode update,
      boolean isRemoval,
      boolean fillsOnly) {}

  public static Overlay read(Path file) {
    LocatedNode document = YamlReader.read(file);
    try {
      if (!document.at("overlay").text().equals("1.0.0")) {
        throw document.at("overlay").refused("only '1.0.0' is understood");
      }
      return new Overlay(
          String.valueOf(file.getFileName()),
          document.at("actions").items().stream().map(Overlay::action).toList());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(file + ": " + e.getMessage());
    }
  }

  private static Action action(LocatedNode action) {
    for (LocatedNode field : action.members()) {
      if (!FIELDS.contains(field.key())) {
        throw field.refused(
            "an action has target, description, update, remove and x-only-missing, no more");
      }
    }
    LocatedNode target = action.at("target");
    if (action.has("update") == action.has("remove")) {
      throw action.refused("an action has either update or remove");
    }
    return new Action(
        target.text(),
        compiled(target),
        !action.at("description").node().asText().isBlank(),
        action.at("update").node(),
        action.at("remove").node().booleanValue(),
        action.at("x-only-missing").node().booleanValue());
  }

  private static JsonPath compiled(LocatedNode target) {
    try {
      // json-path tests an object itself where the standard (RFC 9535) tests each of its members.
      return JsonPath.compile(target.text().replace("[?", "[*][?"));
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw target.refused("'" + target.text() + "' is not a JSONPath");
    }
  }

  /** The actions that found no place, and those that changed nothing where they found one. */
  public record Corrected(List<String> lost, List<String> unneeded) {}

  /** Changes facts; each action has to say why. */
  public Corrected correct(ObjectNode description, Set<JsonNode> withdrawn) {
    List<String> lost = new ArrayList<>();
    List<String> unneeded = new ArrayList<>();
    for (Action action : actions) {
      if (!action.isExplained()) {
        throw new InvalidInputException(
            name + ": the correction of '" + action.target() + "' wants its reason as description");
      }
      List<JsonNode> found = found(action, description, lost);
      if (action.isRemoval()) {
        action.path().delete(description, JSON_PATH);
      } else {
        boolean changed = false;
        for (JsonNode node : found) {
          changed |= update(node, action);
        }
        // What only fills gaps stands by for the next one, and what was withdrawn is kept
        // corrected.
        if (!changed && !withdrawn.containsAll(found) && !action.fillsOnly()) {
          unneeded.add(
              name + ": " + action.target() + " is no longer needed: the export says so itself");
        }
      }
    }
    return new Corrected(List.copyOf(lost), List.copyOf(unneeded));
  }

  /** Whether there was anything to change. */
  private boolean update(JsonNode node, Action action) {
    JsonNode before = node.deepCopy();
    try {
      Merge.into(node, action.update(), action.fillsOnly());
      return !before.equals(node);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(name + ": '" + action.target() + "': " + e.getMessage());
    }
  }

  /** Sets words on what is there, and never anything else. Answers what found no place. */
  public List<String> describe(ObjectNode description) {
    List<String> lost = new ArrayList<>();
    for (Action action : actions) {
      if (action.isRemoval() || action.fillsOnly()) {
        throw new InvalidInputException(
            name
                + ": '"
                + action.target()
                + "': words only update; the rest belongs to corrections.yaml");
      }
      for (JsonNode node : found(action, description, lost)) {
        Descriptions.say(
            node, LocatedNode.root(action.update()), where -> lost.add(notice(action, where)));
      }
    }
    return lost;
  }

  private List<JsonNode> found(Action action, ObjectNode description, List<String> lost) {
    ArrayNode found = action.path().read(description, JSON_PATH);
    if (found.isEmpty()) {
      lost.add(notice(action, ""));
    }
    List<JsonNode> nodes = new ArrayList<>();
    found.forEach(nodes::add);
    return nodes;
  }

  private String notice(Action action, String where) {
    return name + ": " + action.target() + (where.isEmpty() ? "" : " " + where) + " finds no place";
  }
}
