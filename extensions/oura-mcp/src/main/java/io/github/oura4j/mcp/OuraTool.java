// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.util.List;
import java.util.Map;

/** A tool that an assistant can call: one question about a person's data. */
interface OuraTool {
  /** Returns the name by which an assistant calls the tool. */
  String name();

  /** Returns the title that people see. */
  String title();

  /** Returns what the tool does, from which a model decides whether to call it. */
  String description();

  /** Returns the arguments that the tool accepts. */
  List<Parameter> parameters();

  /**
   * Calls the tool.
   *
   * @param arguments the arguments
   * @return the result, whose values JSON can represent
   * @throws InvalidArgumentException if an argument is wrong
   */
  Map<String, Object> call(Arguments arguments);
}
