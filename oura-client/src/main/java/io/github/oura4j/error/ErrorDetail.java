// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import java.io.Serializable;

/**
 * One complaint of the server.
 *
 * @param place the part of the request it is about, such as {@code query.start_date}; empty when
 *     the server names none
 * @param message the server's words
 */
public record ErrorDetail(String place, String message) implements Serializable {
  /** Names the place only: the server's words may repeat values. */
  @Override
  public String toString() {
    return "ErrorDetail[" + place + "]";
  }
}
