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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of our changes to a description, in the format of the OpenAPI Overlay Specification 1.0.0:
 * a list of actions, each with a JSONPath to its target.
 */
public final class Overlay {
  private static final Configuration JSON_PATH =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
          .build();
  private static final Pattern QUOTED_NAME = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern MEMBERS_AT_THE_END =
      Pattern.compile(
          "(.*)\\[\\s*((?:Q)(?:\\s*,\\s*(?:Q))+)\\s*]".replace("Q", QUOTED_NAME.pattern()));
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
      List<JsonPath> paths,
      boolean isExplained,
      JsonNode update,
      boolean isRemoval,
      boolean fillsOnly) {}

  public static Overlay read(Path file) {
    LocatedNode document = YamlReader.read(file);
    try {
      if (!document.at("overlay").text().equals("1.0.0")) {
        throw document.at("overlay").invalid("only version '1.0.0' is supported");
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
        throw field.invalid(
            "an action has only the fields target, description, update, remove and x-only-missing");
      }
    }
    LocatedNode target = action.at("target");
    if (action.has("update") == action.has("remove")) {
      throw action.invalid("an action has either 'update' or 'remove'");
    }
    return new Action(
        target.text(),
        compiled(target),
        !action.at("description").node().asText().isBlank(),
        action.at("update").node(),
        action.at("remove").node().booleanValue(),
        action.at("x-only-missing").node().booleanValue());
  }

  private static List<JsonPath> compiled(LocatedNode target) {
    try {
      // json-path applies a filter to an object itself; RFC 9535 applies it to each member.
      return eachMember(target.text().replace("[?", "[*][?")).map(JsonPath::compile).toList();
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw target.invalid("'" + target.text() + "' is not a JSONPath");
    }
  }

  /**
   * Returns a path for each name if the last segment selects several names. For a single path,
   * json-path would return a new object with copies of these members, to change in vain.
   */
  private static Stream<String> eachMember(String path) {
    Matcher members = MEMBERS_AT_THE_END.matcher(path);
    return members.matches()
        ? QUOTED_NAME
            .matcher(members.group(2))
            .results()
            .map(name -> members.group(1) + "[" + name.group() + "]")
        : Stream.of(path);
  }

  /**
   * The result of {@link #correct}.
   *
   * @param unmatched a notice for each action whose target does not exist
   * @param unneeded a notice for each action that changed nothing
   */
  public record Corrected(List<String> unmatched, List<String> unneeded) {}

  /**
   * Applies corrections, which may change facts; each must state its reason.
   *
   * @param retired the retired nodes of the description
   */
  public Corrected correct(ObjectNode description, Set<JsonNode> retired) {
    List<String> unmatched = new ArrayList<>();
    List<String> unneeded = new ArrayList<>();
    for (Action action : actions) {
      if (!action.isExplained()) {
        throw new InvalidInputException(
            name
                + ": the correction of '"
                + action.target()
                + "' needs a description that states its reason");
      }
      List<JsonNode> found = targets(action, description, unmatched);
      if (action.isRemoval()) {
        action.paths().forEach(path -> path.delete(description, JSON_PATH));
      } else {
        boolean changed = false;
        for (JsonNode node : found) {
          changed |= update(node, action);
        }
        // A correction that changes nothing can be deleted, with two exceptions: one that only
        // fills gaps may be needed again for the next export, and a retired element was kept with
        // its corrections applied.
        if (!changed && !retired.containsAll(found) && !action.fillsOnly()) {
          unneeded.add(
              name + ": " + action.target() + " is no longer needed: the export now contains it");
        }
      }
    }
    return new Corrected(List.copyOf(unmatched), List.copyOf(unneeded));
  }

  /** Returns whether the action changed the node. */
  private boolean update(JsonNode node, Action action) {
    JsonNode before = node.deepCopy();
    try {
      Merge.into(node, action.update(), action.fillsOnly());
      return !before.equals(node);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(name + ": '" + action.target() + "': " + e.getMessage());
    }
  }

  /**
   * Applies descriptions: sets texts and value ranges on elements that exist.
   *
   * @return a notice for each description that matches nothing
   */
  public List<String> describe(ObjectNode description) {
    List<String> unmatched = new ArrayList<>();
    for (Action action : actions) {
      if (action.isRemoval() || action.fillsOnly()) {
        throw new InvalidInputException(
            name
                + ": '"
                + action.target()
                + "': descriptions only support 'update'; use corrections.yaml for everything else");
      }
      for (JsonNode node : targets(action, description, unmatched)) {
        Descriptions.apply(
            node, LocatedNode.root(action.update()), where -> unmatched.add(notice(action, where)));
      }
    }
    return unmatched;
  }

  private List<JsonNode> targets(Action action, ObjectNode description, List<String> unmatched) {
    List<JsonNode> nodes = new ArrayList<>();
    for (JsonPath path : action.paths()) {
      ArrayNode found = path.read(description, JSON_PATH);
      found.forEach(nodes::add);
    }
    if (nodes.isEmpty()) {
      unmatched.add(notice(action, ""));
    }
    return nodes;
  }

  private String notice(Action action, String where) {
    return name
        + ": "
        + action.target()
        + (where.isEmpty() ? "" : " " + where)
        + " matches nothing";
  }
}
