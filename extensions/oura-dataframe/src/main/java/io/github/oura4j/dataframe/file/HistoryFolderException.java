// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.error.OuraException;

/**
 * Thrown when a {@link HistoryFolder} cannot be opened, read or written.
 *
 * <p>The message names the folder or file, says what is wrong, what is safe, and what to do. The
 * files of the folder are complete: each has either its previous or its new rows.
 */
public final class HistoryFolderException extends OuraException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong, what is safe, and what to do, without health values
   */
  public HistoryFolderException(String message) {
    super(message);
  }
}
