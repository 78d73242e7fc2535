// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns JSON that was cut off into a failure, so that it is asked for again: some proxies end an
 * answer early and call it whole. Looks whether a bracket or a text is open at the end, no further:
 * whoever reads the answer finds out all else.
 */
public final class TruncationCheckingTransport implements Transport {
  private final Transport next;

  /**
   * Makes a check behind a transport.
   *
   * @param next the transport that sends
   */
  public TruncationCheckingTransport(Transport next) {
    this.next = next;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    OuraResponse response = next.send(request);
    if (response.status() == 200 && isCutOff(response)) {
      throw new IOException("the JSON of the answer is empty or was cut off");
    }
    return response;
  }

  /** What comes without a type is judged by how it begins. */
  private static boolean isCutOff(OuraResponse response) {
    Optional<String> type = response.header("Content-Type");
    if (type.isPresent() && !type.get().toLowerCase(Locale.ROOT).contains("json")) {
      return false;
    }
    byte[] body = response.body();
    int first = firstOf(body);
    return first == body.length ? type.isPresent() : isOpenAtTheEnd(body, first);
  }

  /** Finds where the JSON begins, after white space and a byte order mark. */
  private static int firstOf(byte[] json) {
    int first = startsWithByteOrderMark(json) ? 3 : 0;
    while (first < json.length && json[first] <= ' ' && json[first] >= 0) {
      first++;
    }
    return first;
  }

  private static boolean startsWithByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  private static boolean isOpenAtTheEnd(byte[] json, int first) {
    if (json[first] != '{' && json[first] != '[') {
      return false;
    }
    int depth = 0;
    boolean inText = false;
    for (int i = first; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> inText = !inText;
        case '\\' -> i++;
        case '{', '[' -> depth += inText ? 0 : 1;
        case '}', ']' -> depth -= inText ? 0 : 1;
        default -> {
          // Does not matter to what is open.
        }
      }
    }
    return inText || depth > 0;
  }

  @Override
  public void close() {
    next.close();
  }
}
