// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.oauth;

import io.github.oura4j.model.DataType;
import java.util.List;
import java.util.stream.Stream;

/** The OAuth scopes that a person can grant. */
public final class Scopes {
  /** The scope of a property of the personal info; no data type requires it. */
  private static final String EMAIL = "email";

  /** All scopes, without prefix. */
  public static final List<String> ALL =
      Stream.concat(Stream.of(EMAIL), Stream.of(DataType.values()).map(DataType::scope))
          .distinct()
          .toList();

  private Scopes() {}
}
