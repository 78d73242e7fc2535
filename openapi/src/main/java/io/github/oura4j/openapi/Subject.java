// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi;

/** What a fact of the description is about, in the words of those who use it. */
enum Subject {
  VERSION("version"),
  DATA_TYPE("data type"),
  OPERATION("operation"),
  PARAMETER("parameter"),
  REQUEST_BODY("request body"),
  ANSWER("answer"),
  HEADER("header"),
  SECURITY("security of"),
  MODEL("model"),
  PROPERTY("property"),
  VALUE("enum value"),
  SECURITY_SCHEME("security scheme"),
  SCOPE("scope");

  private final String words;

  Subject(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
