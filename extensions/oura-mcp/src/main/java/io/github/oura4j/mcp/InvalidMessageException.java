// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line that is no message, or a request with the wrong form. */
final class InvalidMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient @Nullable Object id;

  /**
   * Creates an exception.
   *
   * @param code the error code of JSON-RPC
   * @param id the id of the request, or null if it has none that can be read
   * @param message what is wrong, as a sentence for the client
   */
  InvalidMessageException(int code, @Nullable Object id, String message) {
    super(message);
    this.code = code;
    this.id = id;
  }

  /** Returns the error response. The SDK's class for it does not accept a null as id. */
  Map<String, Object> response() {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("jsonrpc", "2.0");
    response.put("id", id);
    response.put("error", Map.of("code", code, "message", String.valueOf(getMessage())));
    return response;
  }
}
