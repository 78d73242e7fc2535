// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.openapi.compare;

/**
 * What a change means for users and maintainers, most severe first: reports list changes in this
 * order.
 */
public enum Effect {
  /** A program that works today may no longer compile or behave as before. */
  BREAKING("breaking"),
  /** No program breaks, but a maintainer has to add a description or an accessor. */
  ACTION_NEEDED("action needed"),
  /** No program breaks, and no action is needed. */
  COMPATIBLE("compatible");

  private final String text;

  Effect(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
