// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.util.DocumentId;
import org.jspecify.annotations.Nullable;

/**
 * Checks ids that Oura sent. Unlike an id that a caller passes, an unusable one is not wrong use
 * but data that cannot be processed.
 */
final class ReceivedId {
  private ReceivedId() {}

  /**
   * Returns the id if it is a single path segment.
   *
   * @param subject what has the id, for the message of the exception
   * @throws OuraDecodingException if no request with this id can be sent
   */
  static String check(@Nullable String id, String subject) {
    try {
      return DocumentId.check(id);
    } catch (IllegalArgumentException e) {
      throw new OuraDecodingException(
          subject
              + " has an id that is blank or not allowed in a path segment, so no request with this"
              + " id can be sent. Leave it out.");
    }
  }
}
