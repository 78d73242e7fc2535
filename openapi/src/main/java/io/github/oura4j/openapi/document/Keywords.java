// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.util.List;
import java.util.Set;

/** What the import knows about OpenAPI's keywords whatever they stand in. */
public final class Keywords {
  private static final Set<String> PROSE =
      set("title summary description example examples externalDocs $comment xml");

  private static final Set<String> NAME_MAPS =
      set(
          "paths schemas properties responses content headers securitySchemes scopes parameters requestBodies");

  private Keywords() {}

  /**
   * Whether the keyword holds text for people or for Oura's own tools, which never enters the
   * project.
   */
  public static boolean isProse(String keyword) {
    return PROSE.contains(keyword) || keyword.startsWith("x-");
  }

  /**
   * Whether the keyword holds an object whose members are names that somebody chose, not keywords.
   * Where it holds a list, as parameters do in an operation, it says nothing about its items.
   */
  public static boolean holdsNames(String keyword) {
    return NAME_MAPS.contains(keyword);
  }

  public static Set<String> set(String keywords) {
    return keywords.isEmpty() ? Set.of() : Set.of(keywords.split(" "));
  }

  static List<String> list(String keywords) {
    return List.of(keywords.split(" "));
  }
}
