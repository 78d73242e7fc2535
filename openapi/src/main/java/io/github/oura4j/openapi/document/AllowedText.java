// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Checks that every text of an OpenAPI document, key or value, consists of what its place allows.
 *
 * <p>Text of an export is untrusted, and most of it ends in Java source: in names, string literals
 * and comments. Every text is therefore checked when the export is read, before anything depends on
 * it. A place without a rule of its own has the strictest one, so a keyword that is supported later
 * is covered. The finished description is checked by the same rules: it also contains the text of
 * our own files.
 */
public final class AllowedText {
  /** Rules for the keys of objects whose keys are names; the others are names of components. */
  private static final Map<String, TextRule> KEYS =
      Map.of(
          "paths", TextRule.PATH,
          "properties", TextRule.PROPERTY,
          "content", TextRule.MEDIA_TYPE,
          "scopes", TextRule.SCOPE);

  /** Rules for the values of keywords; every other one is a name. */
  private static final Map<String, TextRule> VALUES =
      Map.ofEntries(
          entry("$ref", TextRule.REFERENCE),
          entry("openapi", TextRule.VERSION),
          entry("version", TextRule.VERSION),
          entry("in", TextRule.LOCATION),
          entry("style", TextRule.STYLE),
          entry("pattern", TextRule.PATTERN),
          entry("url", TextRule.URL),
          entry("authorizationUrl", TextRule.URL),
          entry("tokenUrl", TextRule.URL),
          entry("refreshUrl", TextRule.URL),
          entry("openIdConnectUrl", TextRule.URL),
          entry("contentMediaType", TextRule.MEDIA_TYPE),
          entry("title", TextRule.PROSE),
          entry("summary", TextRule.PROSE),
          entry("description", TextRule.PROSE));

  private static final Set<String> DATA = Keywords.set("enum const default");

  private static final Set<String> WITHOUT_TEXT =
      Keywords.set(
          "required nullable deprecated readOnly writeOnly explode allowReserved allowEmptyValue uniqueItems minLength"
              + " maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems minProperties"
              + " maxProperties");

  private final boolean hasProse;
  private final String remedy;

  private AllowedText(boolean hasProse, String remedy) {
    this.hasProse = hasProse;
    this.remedy = remedy;
  }

  /** Checks an export, except for what the import never reads. */
  public static void requireInExport(LocatedNode export) {
    new AllowedText(false, "change or remove it in a copy of the export").keywords(export);
  }

  /** Checks a finished description, including our own texts. */
  public static void requireInDescription(LocatedNode description) {
    new AllowedText(true, "change or remove it in the files of overlay/").keywords(description);
  }

  /** Checks an object whose keys are keywords. */
  private void keywords(LocatedNode object) {
    for (LocatedNode member : object.members()) {
      String keyword = member.key();
      if (hasProse || !Keywords.isUnread(keyword)) {
        requireKey(TextRule.KEYWORD, keyword, object);
        member(keyword, member);
      }
    }
  }

  private void member(String keyword, LocatedNode value) {
    if (DATA.contains(keyword)) {
      data(value);
    } else if (keyword.equals("security")) {
      requirements(value);
    } else if (Keywords.holdsNames(keyword) && value.node().isObject()) {
      names(keyword, value);
    } else if (value.node().isArray()) {
      TextRule rule = keyword.equals("required") ? TextRule.PROPERTY : rule(keyword);
      value.items().forEach(item -> value(rule, item));
    } else {
      value(WITHOUT_TEXT.contains(keyword) ? TextRule.NO_TEXT : rule(keyword), value);
    }
  }

  private static TextRule rule(String keyword) {
    return VALUES.getOrDefault(keyword, TextRule.NAME);
  }

  /** Checks an object whose keys are names. */
  private void names(String keyword, LocatedNode object) {
    for (LocatedNode member : object.members()) {
      requireKey(KEYS.getOrDefault(keyword, TextRule.NAME), member.key(), object);
      if (!keyword.equals("scopes")) {
        value(TextRule.NAME, member);
      } else if (hasProse) {
        value(TextRule.PROSE, member);
      }
    }
  }

  private void value(TextRule rule, LocatedNode value) {
    JsonNode node = value.node();
    if (node.isObject()) {
      keywords(value);
    } else if (node.isArray()) {
      value.items().forEach(item -> value(rule, item));
    } else {
      scalar(rule, value);
    }
  }

  /** Checks a JSON value that the document is about, in which no key is a keyword. */
  private void data(LocatedNode value) {
    if (value.node().isObject()) {
      for (LocatedNode member : value.members()) {
        requireKey(TextRule.PROPERTY, member.key(), value);
        data(member);
      }
    } else if (value.node().isArray()) {
      value.items().forEach(this::data);
    } else {
      scalar(TextRule.VALUE, value);
    }
  }

  /** Checks security requirements: lists of scopes by the names of schemes. */
  private void requirements(LocatedNode value) {
    if (value.node().isObject()) {
      for (LocatedNode member : value.members()) {
        requireKey(TextRule.NAME, member.key(), value);
        requirements(member);
      }
    } else if (value.node().isArray()) {
      value.items().forEach(this::requirements);
    } else {
      scalar(TextRule.SCOPE, value);
    }
  }

  private void scalar(TextRule rule, LocatedNode value) {
    JsonNode node = value.node();
    if (node.isTextual() && !rule.allows(node.textValue())) {
      throw value.invalid(rule.problem(node.textValue()) + "; " + remedy);
    }
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw value.invalid("this number is too large; " + remedy);
    }
  }

  /** Names the object and not the member: the location would contain the key as it is. */
  private void requireKey(TextRule rule, String key, LocatedNode object) {
    if (!rule.allows(key)) {
      throw object.invalid(rule.problem(key) + "; " + remedy);
    }
  }
}
