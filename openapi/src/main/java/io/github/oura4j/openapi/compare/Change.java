// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/**
 * One difference between two descriptions.
 *
 * @param from what it was, or an empty text
 * @param to what it is now, or an empty text
 * @param advice what somebody has to do about it and where, or an empty text
 */
public record Change(
    Effect effect,
    Kind kind,
    ElementKind subject,
    String name,
    String from,
    String to,
    String advice) {

  public static Change returned(ApiElement fact, String withdrawnIn) {
    return new Change(
        Effect.COMPATIBLE,
        Kind.RETURNED,
        fact.subject(),
        fact.name(),
        "withdrawn in " + withdrawnIn,
        "",
        "");
  }

  /** What has happened. */
  enum Kind {
    ADDED("added"),
    RETURNED("returned"),
    GONE("gone"),
    RENAMED("renamed"),
    RETYPED("retyped"),
    CHANGED("changed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
