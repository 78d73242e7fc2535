// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.openapi.compare.Change.Kind;
import io.github.oura4j.openapi.document.JsonPaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Tells what is different between two descriptions, and what that means for users. Order and words
 * are no difference.
 */
public final class Comparison {
  private final Map<String, ApiElement> before;
  private final Map<String, ApiElement> after;
  private final Set<String> sentByUs;

  private Comparison(ObjectNode before, ObjectNode after) {
    this.before = ApiElements.of(before);
    this.after = ApiElements.of(after);
    this.sentByUs = new HashSet<>(RequestModels.in(before));
    sentByUs.addAll(RequestModels.in(after));
  }

  public static Comparison of(ObjectNode before, ObjectNode after) {
    return new Comparison(before, after);
  }

  /** All differences; what is part of something that came or went as a whole is not told again. */
  public List<Change> changes() {
    List<ApiElement> gone = gone();
    List<ApiElement> added = only(after, before);
    Map<ApiElement, ApiElement> renamed = renamed(gone, added);
    List<Change> changes = new ArrayList<>();
    renamed.forEach((was, is) -> changes.add(renaming(was, is)));
    gone.stream()
        .filter(fact -> !renamed.containsKey(fact))
        .forEach(fact -> changes.add(going(fact)));
    added.stream()
        .filter(fact -> !renamed.containsValue(fact))
        .forEach(fact -> changes.add(coming(fact)));
    after.forEach(
        (key, is) -> {
          ApiElement was = before.get(key);
          if (was != null && !(was.says().equals(is.says()) && said(was).equals(said(is)))) {
            changes.add(changing(was, is));
          }
        });
    return List.copyOf(changes);
  }

  /** What the later description lacks and shall keep: it has its place there still. */
  public List<ApiElement> kept() {
    return gone().stream().filter(this::isKept).toList();
  }

  /**
   * Elements of the earlier description that have no place in the later one, because the operation
   * that contains them moved or the schema that contains them has another type.
   */
  public List<ApiElement> displaced() {
    return before.values().stream().filter(this::isDisplaced).toList();
  }

  private List<ApiElement> gone() {
    return only(before, after);
  }

  private List<ApiElement> only(Map<String, ApiElement> here, Map<String, ApiElement> there) {
    Predicate<String> missing = key -> !key.isEmpty() && !there.containsKey(key);
    return here.values().stream()
        .filter(fact -> missing.test(fact.key()))
        // A data type is told together with its operations: they have names of their own.
        .filter(fact -> fact.subject() == ElementKind.OPERATION || !missing.test(fact.owner()))
        .filter(fact -> !isRetyped(fact.owner()))
        .filter(fact -> fact.subject() != ElementKind.DATA_TYPE || losesSome(fact, here, missing))
        .toList();
  }

  /** A data type is where its operations are; if they have all moved, that is told of them. */
  private static boolean losesSome(
      ApiElement dataType, Map<String, ApiElement> here, Predicate<String> missing) {
    return here.values().stream()
        .anyMatch(fact -> fact.owner().equals(dataType.key()) && missing.test(fact.key()));
  }

  private boolean isKept(ApiElement gone) {
    return gone.subject().isRetained() && !isDisplaced(gone);
  }

  private boolean isDisplaced(ApiElement part) {
    ApiElement owner = before.get(part.owner());
    return owner != null && (isRetyped(owner.key()) || hasMoved(owner.key()) || isDisplaced(owner));
  }

  private boolean hasMoved(String key) {
    ApiElement was = before.get(key);
    ApiElement is = after.get(key);
    return was != null
        && is != null
        && is.subject() == ElementKind.OPERATION
        && !was.place().equals(is.place());
  }

  /** Whether a model or property is something else now: that its parts are others goes with it. */
  private boolean isRetyped(String key) {
    ApiElement was = before.get(key);
    ApiElement is = after.get(key);
    return was != null
        && is != null
        && (is.subject() == ElementKind.MODEL || is.subject() == ElementKind.PROPERTY)
        && !said(was).equals(said(is));
  }

  /**
   * What went and what came at the same place and says the same, where there is but one of each.
   */
  private static Map<ApiElement, ApiElement> renamed(
      List<ApiElement> gone, List<ApiElement> added) {
    return gone.stream()
        .filter(
            was -> was.subject() == ElementKind.PROPERTY || was.subject() == ElementKind.PARAMETER)
        .filter(was -> gone.stream().filter(other -> alike(was, other)).count() == 1)
        .filter(was -> added.stream().filter(is -> alike(was, is)).count() == 1)
        .collect(
            Collectors.toMap(
                was -> was,
                was -> added.stream().filter(is -> alike(was, is)).findFirst().orElseThrow()));
  }

  private static boolean alike(ApiElement one, ApiElement other) {
    return one.subject() == other.subject()
        && one.owner().equals(other.owner())
        && TypeSummary.schema(schema(one)).equals(TypeSummary.schema(schema(other)));
  }

  private static Change renaming(ApiElement was, ApiElement is) {
    return new Change(
        Effect.BREAKS,
        Kind.RENAMED,
        is.subject(),
        is.name(),
        was.name(),
        is.name(),
        "if it is the same under another name, say so in a correction; the old one is kept, deprecated, and "
            + word(is));
  }

  private Change going(ApiElement was) {
    boolean harmless =
        switch (was.subject()) {
          case VALUE -> !isSent(was);
          case HEADER -> true;
          case ANSWER -> !isSuccess(was);
          default -> false;
        };
    String refused =
        was.subject() == ElementKind.VALUE && isSent(was)
            ? "requests with it are refused from now on; "
            : "";
    return new Change(
        harmless ? Effect.COMPATIBLE : Effect.BREAKS,
        Kind.GONE,
        was.subject(),
        was.name(),
        said(was),
        "",
        isKept(was) || was.subject() == ElementKind.DATA_TYPE
            ? refused + "kept, deprecated, in overlay/withdrawn.yaml until somebody decides"
            : harmless ? "" : "tell users in the release notes");
  }

  private Change coming(ApiElement is) {
    Effect effect = is.described() ? Effect.COMPATIBLE : Effect.NEEDS_A_WORD;
    String advice = is.described() ? "" : word(is);
    switch (is.subject()) {
      case DATA_TYPE -> {
        effect = Effect.NEEDS_A_WORD;
        advice =
            "give it an accessor in OuraClient and ConnectedClient: README.md, 'A new data type'";
      }
      case PARAMETER -> {
        if (isRequired(is)) {
          effect = Effect.BREAKS;
        }
        advice = "pass it in ConnectedClient, where the compiler asks for it" + and(advice);
      }
      case PROPERTY -> {
        if (isRequired(is) && isSent(is)) {
          effect = Effect.BREAKS;
          advice = "requests without it are refused from now on" + and(advice);
        }
      }
      case REQUEST_BODY -> effect = Effect.BREAKS;
      default -> {
        // Nothing depends on what was not there, as long as it has its word.
      }
    }
    return new Change(effect, Kind.ADDED, is.subject(), is.name(), "", said(is), advice);
  }

  private Change changing(ApiElement was, ApiElement is) {
    boolean differs = !said(was).equals(said(is));
    boolean demanded = isRequired(is) && !isRequired(was);
    boolean breaks =
        switch (is.subject()) {
          case PARAMETER -> differs || demanded || !takesAllThat(was, is);
          case PROPERTY -> differs || (demanded && isSent(is));
          case MODEL -> differs;
          case SECURITY, SECURITY_SCHEME, REQUEST_BODY -> true;
          case ANSWER -> isSuccess(is) && !answersAllThat(was, is);
          default -> false;
        };
    return new Change(
        breaks ? Effect.BREAKS : Effect.COMPATIBLE,
        differs && breaks ? Kind.RETYPED : Kind.CHANGED,
        is.subject(),
        is.name(),
        differs ? said(was) : own(was, is),
        differs ? said(is) : own(is, was),
        breaks ? "hold the old one with a correction, or tell users in the release notes" : "");
  }

  /** Whether a parameter stands where it stood and takes each of its values still. */
  private static boolean takesAllThat(ApiElement was, ApiElement is) {
    return was.node().path("in").equals(is.node().path("in"))
        && values(is).containsAll(values(was));
  }

  private static Set<String> values(ApiElement parameter) {
    return parameter.node().findValues("enum").stream()
        .flatMap(values -> StreamSupport.stream(values.spliterator(), false))
        .filter(value -> !value.isNull())
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** Whether an answer comes as it came: in further forms, perhaps, but not in the first at all. */
  private static boolean answersAllThat(ApiElement was, ApiElement is) {
    List<String> forms = contents(was);
    return forms.isEmpty() ? contents(is).isEmpty() : contents(is).containsAll(forms);
  }

  private static List<String> contents(ApiElement body) {
    return TypeSummary.contents(body.node().path("content"));
  }

  private static boolean isSuccess(ApiElement answer) {
    return answer.name().contains(" 2");
  }

  private boolean isSent(ApiElement partOfModel) {
    return sentByUs.contains(partOfModel.name().split("[. ]", 2)[0]);
  }

  /** What a fact says, as far as the other does not say the same. */
  private static String own(ApiElement fact, ApiElement other) {
    if (!fact.says().isObject()) {
      return fact.says().toString();
    }
    return fact.says().properties().stream()
        .filter(member -> !member.getValue().equals(other.says().get(member.getKey())))
        .map(member -> member.getKey() + ": " + member.getValue().toString())
        .collect(Collectors.joining(", "));
  }

  /** The type, where a fact has one. */
  private static String said(ApiElement fact) {
    return switch (fact.subject()) {
      case PROPERTY, PARAMETER, HEADER -> TypeSummary.schema(schema(fact));
      case MODEL -> TypeSummary.schema(fact.node());
      case ANSWER, REQUEST_BODY -> String.join(", ", contents(fact));
      case OPERATION -> fact.says().path("address").asText();
      default -> "";
    };
  }

  private static JsonNode schema(ApiElement fact) {
    return fact.subject() == ElementKind.PROPERTY ? fact.node() : fact.node().path("schema");
  }

  private static boolean isRequired(ApiElement fact) {
    return fact.says().path("required").booleanValue();
  }

  private static String word(ApiElement fact) {
    return "describe it in overlay/descriptions.yaml: " + JsonPaths.pointer(fact.place());
  }

  private static String and(String advice) {
    return advice.isEmpty() ? "" : "; " + advice;
  }
}
