// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import io.github.oura4j.error.OuraDecodingException;
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

  /**
   * Returns an id that Oura sent, if it is a single path segment.
   *
   * @param subject what has the id, for the message of the exception
   * @throws OuraDecodingException if no request with this id can be sent
   */
  public static String checkReceived(@Nullable String id, String subject) {
    try {
      return check(id);
    } catch (IllegalArgumentException e) {
      throw new OuraDecodingException(
          subject
              + " has an id that is blank or not allowed in a path segment, so that no request with"
              + " this id can be sent. Skip it.");
    }
  }

  private static boolean isAllowed(int c) {
    return c > ' ' && c < 0x7f && "/\\?#%{}".indexOf(c) < 0;
  }
}
