// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.document;

import java.util.Optional;

/** Recognizes the paths of data types, such as {@code /v2/usercollection/sleep/{document_id}}. */
public final class DataTypePaths {
  private static final String DATA = "/v2/usercollection/";
  private static final String SANDBOX = "/v2/sandbox/usercollection/";

  private DataTypePaths() {}

  /** Returns the part of a path that names the data type, and empty for any other path. */
  public static Optional<String> dataType(String path) {
    return afterPrefix(path).map(rest -> rest.replaceFirst("/.*", ""));
  }

  /**
   * Returns the data type whose documents or samples a path returns, and empty for a path that has
   * a placeholder, such as that of one document, and for any other path.
   */
  public static Optional<String> collection(String path) {
    return afterPrefix(path).filter(rest -> !rest.contains("{"));
  }

  /** Returns the path of the same operation in the sandbox; empty if the path has no data type. */
  public static Optional<String> inSandbox(String path) {
    return afterPrefix(path).map(rest -> SANDBOX + rest);
  }

  private static Optional<String> afterPrefix(String path) {
    return path.startsWith(DATA) && path.length() > DATA.length()
        ? Optional.of(path.substring(DATA.length()))
        : Optional.empty();
  }
}
