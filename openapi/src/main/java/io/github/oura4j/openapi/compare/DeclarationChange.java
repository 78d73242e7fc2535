// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/**
 * What happens to a declaration of the public Java API, and whether that breaks programs.
 *
 * <p>This is the one rule that both {@code update}, which infers the declarations from
 * descriptions, and {@code PublicApiTest}, which compares compiled classes, classify changes by.
 */
public enum DeclarationChange {
  /**
   * It is gone, or has another type, signature or stricter nullness: its users no longer compile.
   */
  REMOVED_OR_CHANGED(true),
  /** It is new, and users have to implement it. */
  ADDED_TO_IMPLEMENT(true),
  /** It is new, and users only call it. */
  ADDED(false),
  /** It stays, perhaps as deprecated, or allows more. */
  KEPT(false);

  private final boolean breaking;

  DeclarationChange(boolean breaking) {
    this.breaking = breaking;
  }

  public boolean isBreaking() {
    return breaking;
  }
}
