// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

/** Null, as a caller passes it whose code is not checked. */
public final class TestNulls {
  private TestNulls() {}

  /** Returns null. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T> T ofType() {
    return null;
  }
}
