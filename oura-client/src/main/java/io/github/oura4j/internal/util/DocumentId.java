// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * Checks the ids of documents and webhook subscriptions. Ids are opaque strings, but they become a
 * segment of the request path, so they must not contain characters that change it.
 */
public final class DocumentId {
  private DocumentId() {}

  /**
   * Returns the id if it is a single path segment.
   *
   * @throws IllegalArgumentException if it is null or blank, or contains characters that are not
   *     allowed in a path segment
   */
  public static String check(@Nullable String id) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(
          "The id is null or blank, so the request would fetch the list instead. Pass the id of a document,"
              + " from a list or a webhook event.");
    }
    if (id.equals(".") || id.equals("..") || !id.chars().allMatch(DocumentId::isAllowed)) {
      throw new IllegalArgumentException(
          "The id contains characters that are not allowed in a path segment, such as a slash. Pass"
              + " the id of one document, from a list or a webhook event.");
    }
    return id;
  }

  private static boolean isAllowed(int c) {
    return c > ' ' && c < 0x7f && "/\\?#%{}".indexOf(c) < 0;
  }
}
