// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.compare.Change.Kind;
import io.github.oura4j.openapi.document.JsonPaths;
import io.github.oura4j.openapi.java.OmittedModels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Compares two descriptions and classifies each difference by its effect on users.
 *
 * <p>The order of members and prose are ignored.
 */
public final class Comparison {
  private final Map<String, ApiElement> earlier;
  private final Map<String, ApiElement> later;
  private final Set<String> requestModels;

  private Comparison(ObjectNode earlier, ObjectNode later) {
    this.earlier = ApiElements.of(earlier);
    this.later = ApiElements.of(later);
    this.requestModels = new HashSet<>(RequestModels.in(earlier));
    requestModels.addAll(RequestModels.in(later));
  }

  /** Compares two descriptions. */
  public static Comparison of(ObjectNode earlier, ObjectNode later) {
    return new Comparison(earlier, later);
  }

  /**
   * Returns all differences. The parts of an element that was added or removed as a whole are not
   * listed separately.
   */
  public List<Change> changes() {
    List<ApiElement> removed = removed();
    List<ApiElement> added = only(later, earlier);
    Map<ApiElement, ApiElement> renamed = renamed(removed, added);
    List<Change> changes = new ArrayList<>();
    renamed.forEach((before, after) -> changes.add(renaming(before, after)));
    removed.stream()
        .filter(element -> !renamed.containsKey(element))
        .forEach(element -> changes.add(removal(element)));
    added.stream()
        .filter(element -> !renamed.containsValue(element))
        .forEach(element -> changes.add(addition(element)));
    later.forEach(
        (key, after) -> {
          ApiElement before = earlier.get(key);
          if (before != null
              && !(before.definition().equals(after.definition())
                  && type(before).equals(type(after)))) {
            changes.add(modification(before, after));
          }
        });
    return List.copyOf(changes);
  }

  /**
   * Returns the elements that are missing in the later description and that ours keeps, marked as
   * deprecated.
   */
  public List<ApiElement> newlyRetired() {
    return removed().stream().filter(this::isKept).toList();
  }

  /**
   * Returns the elements of the earlier description that have no place in the later one, because
   * the operation that contains them moved or the schema that contains them has another type.
   */
  public List<ApiElement> displaced() {
    return earlier.values().stream().filter(this::isDisplaced).toList();
  }

  /** Returns the elements that are only in the earlier description. */
  private List<ApiElement> removed() {
    return only(earlier, later);
  }

  /**
   * Returns the elements of one description that are missing in the other, without those whose
   * parent is missing too or has another type: their parent is reported instead.
   */
  private List<ApiElement> only(Map<String, ApiElement> here, Map<String, ApiElement> there) {
    Predicate<String> missing = key -> !key.isEmpty() && !there.containsKey(key);
    return here.values().stream()
        .filter(element -> missing.test(element.key()))
        // Operations are listed even if their whole data type was removed: users call them by name.
        .filter(
            element -> element.kind() == ElementKind.OPERATION || !missing.test(element.parent()))
        .filter(element -> !isRetyped(element.parent()))
        .filter(
            element -> element.kind() != ElementKind.DATA_TYPE || losesSome(element, here, missing))
        .toList();
  }

  /**
   * Returns whether a data type loses at least one operation for good. If all its operations moved
   * to another path, that is reported for each operation, and the data type is not removed.
   */
  private static boolean losesSome(
      ApiElement dataType, Map<String, ApiElement> here, Predicate<String> missing) {
    return here.values().stream()
        .anyMatch(
            element -> element.parent().equals(dataType.key()) && missing.test(element.key()));
  }

  private boolean isKept(ApiElement removed) {
    return removed.kind().isRetained() && !isDisplaced(removed);
  }

  /**
   * Returns whether an element cannot be kept because its parent no longer has a place for it: a
   * retyped schema has other parts, and a moved operation has another parent node.
   */
  private boolean isDisplaced(ApiElement part) {
    ApiElement parent = earlier.get(part.parent());
    return parent != null
        && (isRetyped(parent.key()) || hasMoved(parent.key()) || isDisplaced(parent));
  }

  private boolean hasMoved(String key) {
    ApiElement before = earlier.get(key);
    ApiElement after = later.get(key);
    return before != null
        && after != null
        && after.kind() == ElementKind.OPERATION
        && !before.location().equals(after.location());
  }

  /**
   * Returns whether a model or property has another type now. Its former parts are then not
   * reported: their absence follows from the new type.
   */
  private boolean isRetyped(String key) {
    ApiElement before = earlier.get(key);
    ApiElement after = later.get(key);
    return before != null
        && after != null
        && (after.kind() == ElementKind.MODEL || after.kind() == ElementKind.PROPERTY)
        && !type(before).equals(type(after));
  }

  /**
   * Pairs a removed property or parameter with an added one of the same type in the same parent.
   * Only unambiguous pairs count; this is a hint for the reader, not a decision.
   */
  private static Map<ApiElement, ApiElement> renamed(
      List<ApiElement> removed, List<ApiElement> added) {
    return removed.stream()
        .filter(
            before ->
                before.kind() == ElementKind.PROPERTY || before.kind() == ElementKind.PARAMETER)
        .filter(
            before ->
                removed.stream().filter(other -> isSameUnderAnotherName(before, other)).count()
                    == 1)
        .filter(
            before ->
                added.stream().filter(after -> isSameUnderAnotherName(before, after)).count() == 1)
        .collect(
            Collectors.toMap(
                before -> before,
                before ->
                    added.stream()
                        .filter(after -> isSameUnderAnotherName(before, after))
                        .findFirst()
                        .orElseThrow()));
  }

  private static boolean isSameUnderAnotherName(ApiElement one, ApiElement other) {
    return one.kind() == other.kind()
        && one.parent().equals(other.parent())
        && TypeSummary.schema(schema(one)).equals(TypeSummary.schema(schema(other)));
  }

  private Change renaming(ApiElement before, ApiElement after) {
    // The old name is kept, so only what is added matters: a parameter changes its method.
    DeclarationChange inJava = isKept(before) ? ofAdded(after) : ofRemoved(before);
    return new Change(
        inJava.isBreaking() || rejectsOldRequests(after) ? Effect.BREAKING : describe(after),
        inJava,
        Kind.RENAMED,
        after.kind(),
        after.name(),
        before.name(),
        after.name(),
        "if only the name is new, say so in a correction; the old one is kept as deprecated; "
            + describeAdvice(after));
  }

  private Change removal(ApiElement before) {
    DeclarationChange inJava = ofRemoved(before);
    boolean rejected = isRejectedWithout(before);
    String rejection =
        before.kind() == ElementKind.VALUE && rejected
            ? "the API now rejects requests with it; "
            : "";
    boolean breaks = inJava.isBreaking() || rejected;
    return new Change(
        breaks ? Effect.BREAKING : Effect.COMPATIBLE,
        inJava,
        Kind.REMOVED,
        before.kind(),
        before.name(),
        type(before),
        "",
        isKept(before) || before.kind() == ElementKind.DATA_TYPE
            ? rejection
                + "kept as deprecated, in overlay/withdrawn.yaml, until a maintainer deletes the entry"
            : breaks ? "mention it in the release notes" : "");
  }

  /** Returns what happens in Java to an element that an export no longer contains. */
  private DeclarationChange ofRemoved(ApiElement before) {
    boolean isDeclared =
        switch (before.kind()) {
          case OPERATION, PARAMETER, MODEL, PROPERTY, VALUE, REQUEST_BODY -> true;
          case RESPONSE -> isSuccess(before);
          default -> false;
        };
    return isDeclared && !isKept(before) && !isPartOfOmittedModel(before)
        ? DeclarationChange.REMOVED_OR_CHANGED
        : DeclarationChange.KEPT;
  }

  /** Returns whether requests that were accepted before fail because an element was removed. */
  private boolean isRejectedWithout(ApiElement removed) {
    return switch (removed.kind()) {
      case OPERATION, DATA_TYPE, SECURITY, SECURITY_SCHEME, SCOPE, VERSION -> true;
      case VALUE -> isSent(removed);
      default -> false;
    };
  }

  private Change addition(ApiElement after) {
    DeclarationChange inJava = ofAdded(after);
    Effect effect =
        inJava.isBreaking() || rejectsOldRequests(after) ? Effect.BREAKING : describe(after);
    String advice = after.described() ? "" : describeAdvice(after);
    if (after.kind() == ElementKind.DATA_TYPE) {
      effect = Effect.ACTION_NEEDED;
      advice = "the steps for it are listed below";
    } else if (after.kind() == ElementKind.PARAMETER) {
      advice =
          "pass it in ConnectedClient, where the compiler reports it as missing" + appended(advice);
    } else if (after.kind() == ElementKind.PROPERTY && rejectsOldRequests(after)) {
      advice = "the API now rejects requests without it" + appended(advice);
    }
    return new Change(
        effect, inJava, Kind.ADDED, after.kind(), after.name(), "", type(after), advice);
  }

  private static Effect describe(ApiElement element) {
    return element.described() ? Effect.COMPATIBLE : Effect.ACTION_NEEDED;
  }

  /** Returns what happens in Java: a new parameter or body changes the signature of its method. */
  private static DeclarationChange ofAdded(ApiElement added) {
    return added.kind() == ElementKind.PARAMETER || added.kind() == ElementKind.REQUEST_BODY
        ? DeclarationChange.REMOVED_OR_CHANGED
        : DeclarationChange.ADDED;
  }

  /** Returns whether requests without an element that was added fail. */
  private boolean rejectsOldRequests(ApiElement added) {
    return added.kind() == ElementKind.PROPERTY && isRequired(added) && isSent(added);
  }

  private Change modification(ApiElement before, ApiElement after) {
    boolean differs = !type(before).equals(type(after));
    DeclarationChange inJava = ofModified(before, after);
    boolean unreadable = differs && isPartOfOmittedModel(after);
    boolean breaks = inJava.isBreaking() || rejectsOldRequests(before, after) || unreadable;
    return new Change(
        breaks ? Effect.BREAKING : Effect.COMPATIBLE,
        inJava,
        differs && breaks ? Kind.RETYPED : Kind.CHANGED,
        after.kind(),
        after.name(),
        differs ? type(before) : difference(before, after),
        differs ? type(after) : difference(after, before),
        breaks ? "keep the old one with a correction, or mention it in the release notes" : "");
  }

  private static DeclarationChange ofModified(ApiElement before, ApiElement after) {
    boolean differs = !type(before).equals(type(after));
    boolean breaks =
        switch (after.kind()) {
          // A required parameter is not nullable.
          case PARAMETER -> differs || (isRequired(after) && !isRequired(before));
          case PROPERTY, MODEL, REQUEST_BODY -> differs;
          case RESPONSE -> isSuccess(after) && !keepsContentOf(before, after);
          default -> false;
        };
    return breaks && !isPartOfOmittedModel(after)
        ? DeclarationChange.REMOVED_OR_CHANGED
        : DeclarationChange.KEPT;
  }

  /**
   * Returns whether a model or property has no declaration in Java, because its model is not
   * generated. All pages are read by one class of the templates: a page of another type compiles,
   * but cannot be read.
   */
  private static boolean isPartOfOmittedModel(ApiElement element) {
    return (element.kind() == ElementKind.MODEL || element.kind() == ElementKind.PROPERTY)
        && OmittedModels.isOmitted(modelOf(element));
  }

  /** Returns whether requests that were accepted before a modification fail after it. */
  private boolean rejectsOldRequests(ApiElement before, ApiElement after) {
    return switch (after.kind()) {
      case PARAMETER -> !acceptsEverythingOf(before, after);
      case PROPERTY -> isRequired(after) && !isRequired(before) && isSent(after);
      case SECURITY, SECURITY_SCHEME, REQUEST_BODY -> true;
      default -> false;
    };
  }

  /**
   * Returns whether a parameter is still sent in the same part of the request and accepts all the
   * values that it accepted before.
   */
  private static boolean acceptsEverythingOf(ApiElement before, ApiElement after) {
    return before.node().path("in").equals(after.node().path("in"))
        && values(after).containsAll(values(before));
  }

  private static Set<String> values(ApiElement parameter) {
    return parameter.node().findValues("enum").stream()
        .flatMap(values -> StreamSupport.stream(values.spliterator(), false))
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /**
   * Returns whether a response still has all its media types and schemas. Further ones are
   * compatible, unless there was none before.
   */
  private static boolean keepsContentOf(ApiElement before, ApiElement after) {
    List<String> contents = contents(before);
    return contents.isEmpty() ? contents(after).isEmpty() : contents(after).containsAll(contents);
  }

  private static List<String> contents(ApiElement body) {
    return TypeSummary.contents(body.node().path("content"));
  }

  private static boolean isSuccess(ApiElement response) {
    return response.name().contains(" 2");
  }

  /** Returns whether a property or enum value belongs to a model that requests send. */
  private boolean isSent(ApiElement partOfModel) {
    return requestModels.contains(modelOf(partOfModel));
  }

  private static String modelOf(ApiElement modelOrPart) {
    return modelOrPart.name().split("[. ]", 2)[0];
  }

  /** Returns the members of a definition that differ from the other one. */
  private static String difference(ApiElement element, ApiElement other) {
    if (!element.definition().isObject()) {
      return element.definition().toString();
    }
    return element.definition().properties().stream()
        .filter(member -> !member.getValue().equals(other.definition().get(member.getKey())))
        .map(member -> member.getKey() + ": " + member.getValue().toString())
        .collect(Collectors.joining(", "));
  }

  /**
   * Returns the type of an element, or an empty string for kinds without one. For an operation it
   * is the method and path.
   */
  private static String type(ApiElement element) {
    return switch (element.kind()) {
      case PROPERTY, PARAMETER, HEADER -> TypeSummary.schema(schema(element));
      case MODEL -> TypeSummary.schema(element.node());
      case RESPONSE, REQUEST_BODY -> String.join(", ", contents(element));
      case OPERATION -> element.definition().path("endpoint").asText();
      default -> "";
    };
  }

  private static JsonNode schema(ApiElement element) {
    return element.kind() == ElementKind.PROPERTY ? element.node() : element.node().path("schema");
  }

  private static boolean isRequired(ApiElement element) {
    return element.definition().path("required").booleanValue();
  }

  private static String describeAdvice(ApiElement element) {
    return "describe it in overlay/descriptions.yaml: " + JsonPaths.of(element.location());
  }

  private static String appended(String advice) {
    return advice.isEmpty() ? "" : "; " + advice;
  }
}
