// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.util.Locale;

/**
 * Turns JSON that was cut off into a failure, so that it is asked for again: some proxies end an
 * answer early and call it whole. Looks at the brackets at both ends, no further.
 */
public final class WholeJson implements Transport {
  private final Transport next;

  /**
   * Makes a check behind a transport.
   *
   * @param next the transport that sends
   */
  public WholeJson(Transport next) {
    this.next = next;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    OuraResponse response = next.send(request);
    if (response.status() == 200 && isJson(response) && isCutOff(response.body())) {
      throw new IOException("the JSON of the answer is empty or was cut off");
    }
    return response;
  }

  private static boolean isJson(OuraResponse response) {
    return response
        .header("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).contains("json"))
        .isPresent();
  }

  private static boolean isCutOff(byte[] json) {
    int first = 0;
    while (first < json.length && json[first] <= ' ' && json[first] >= 0) {
      first++;
    }
    if (first == json.length) {
      return true;
    }
    int last = json.length - 1;
    while (json[last] <= ' ' && json[last] >= 0) {
      last--;
    }
    return switch (json[first]) {
      case '{' -> json[last] != '}';
      case '[' -> json[last] != ']';
      default -> false;
    };
  }

  @Override
  public void close() {
    next.close();
  }
}
