// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

/** A callback that does not answer the question that was asked: the wait goes on. */
final class StrayCallback extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StrayCallback(String message) {
    super(message);
  }
}
