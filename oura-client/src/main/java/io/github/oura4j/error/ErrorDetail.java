// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import java.io.Serializable;

/**
 * One error detail from the body of an error response.
 *
 * @param location the part of the request that is invalid, such as {@code query.start_date}; empty
 *     when the server names none
 * @param message the server's description of the error; it may repeat values of the request, so
 *     treat it as private
 */
public record ErrorDetail(String location, String message) implements Serializable {
  /** Returns the location only, because the message may repeat values of the request. */
  @Override
  public String toString() {
    return "ErrorDetail[" + location + "]";
  }
}
