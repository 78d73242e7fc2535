// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/**
 * One difference between two descriptions.
 *
 * @param inJava what happens to the declaration in Java; a change can be breaking although this is
 *     not, if the API now rejects requests that it accepted before
 * @param elementKind the kind of the element that differs
 * @param name the element's name, as in {@link ApiElement#name()}
 * @param from what it was before, or an empty string
 * @param to what it is now, or an empty string
 * @param advice what a maintainer has to do about it and where, or an empty string
 */
public record Change(
    Effect effect,
    DeclarationChange inJava,
    Kind kind,
    ElementKind elementKind,
    String name,
    String from,
    String to,
    String advice) {

  /** A retired element that is back in the export. */
  public static Change returned(ApiElement element, String removedIn) {
    return new Change(
        Effect.COMPATIBLE,
        DeclarationChange.KEPT,
        Kind.RETURNED,
        element.kind(),
        element.name(),
        "removed in " + removedIn,
        "",
        "");
  }

  /** What happened to the element. */
  public enum Kind {
    ADDED("added"),
    RETURNED("returned"),
    REMOVED("removed"),
    RENAMED("renamed"),
    RETYPED("type changed"),
    CHANGED("changed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
