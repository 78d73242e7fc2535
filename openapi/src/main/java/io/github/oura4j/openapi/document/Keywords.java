// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.util.List;
import java.util.Set;

/** The OpenAPI keywords that have the same meaning for the import wherever they occur. */
public final class Keywords {
  private static final Set<String> PROSE =
      set("title summary description example examples externalDocs $comment xml");

  private static final Set<String> UNREAD =
      set("tags termsOfService contact license operationId servers");

  private static final Set<String> NAME_MAPS =
      set(
          "paths schemas properties responses content headers securitySchemes scopes parameters requestBodies");

  private Keywords() {}

  /**
   * Returns whether the value is text for people or for Oura's own tools, which must not enter the
   * project.
   */
  public static boolean isProse(String keyword) {
    return PROSE.contains(keyword) || keyword.startsWith("x-");
  }

  /**
   * Returns whether the import ignores the value in an export: prose, and what we name ourselves.
   */
  public static boolean isUnread(String keyword) {
    return UNREAD.contains(keyword) || isProse(keyword);
  }

  /**
   * Returns whether the value is an object whose keys are names and not keywords. If its value is a
   * list, as that of {@code parameters} in an operation, this does not apply to the items.
   */
  public static boolean holdsNames(String keyword) {
    return NAME_MAPS.contains(keyword);
  }

  /** Splits keywords at spaces. */
  public static Set<String> set(String keywords) {
    return keywords.isEmpty() ? Set.of() : Set.of(keywords.split(" "));
  }

  static List<String> list(String keywords) {
    return List.of(keywords.split(" "));
  }
}
