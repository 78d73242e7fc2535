// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import org.jspecify.annotations.Nullable;

/** What a document's id may look like: any text that stays one segment of an address. */
final class DocumentId {
  private DocumentId() {}

  static String check(@Nullable String id) {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException(
          "The id is blank: without one the address would be that of the list. Give the id of a"
              + " document, as a list or a webhook event names it.");
    }
    if (id.equals(".") || id.equals("..") || !id.chars().allMatch(DocumentId::isPlain)) {
      throw new IllegalArgumentException(
          "The id holds characters that would change the address, such as a slash. Give the id of"
              + " one document, as a list or a webhook event names it.");
    }
    return id;
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 0x7f && "/\\?#%{}".indexOf(c) < 0;
  }
}
