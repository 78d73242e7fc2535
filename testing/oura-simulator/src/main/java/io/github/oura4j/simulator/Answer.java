// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What goes back to the caller: a status and something to write as JSON, null for an empty body.
 */
record Answer(int status, @Nullable Object body) {
  static Answer ok(Object body) {
    return new Answer(200, body);
  }
}
