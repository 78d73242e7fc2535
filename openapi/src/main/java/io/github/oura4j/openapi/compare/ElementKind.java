// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/** The kind of an {@link ApiElement}; its text is what reports call it. */
public enum ElementKind {
  VERSION("version"),
  DATA_TYPE("data type"),
  OPERATION("operation"),
  PARAMETER("parameter"),
  REQUEST_BODY("request body"),
  RESPONSE("response"),
  HEADER("header"),
  SECURITY("security of"),
  MODEL("model"),
  PROPERTY("property"),
  VALUE("enum value"),
  SECURITY_SCHEME("security scheme"),
  SCOPE("scope");

  private final String text;

  ElementKind(String text) {
    this.text = text;
  }

  /**
   * Returns whether our description keeps an element of this kind, marked as deprecated, after an
   * export has removed it. These are the kinds that programs refer to by a name in Java.
   */
  public boolean isRetained() {
    return switch (this) {
      case OPERATION, PARAMETER, MODEL, PROPERTY, VALUE -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
