// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.http;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.internal.util.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns a response with truncated JSON into an {@link IOException}, so that the request is retried.
 * Some proxies end a response early and still deliver it as complete.
 *
 * <p>Only checks whether a bracket or a string is still open at the end of the body, and not even
 * that of a body that starts and ends as a page does. Any other defect is found when the body is
 * decoded, and the request is then not retried: for example, that a part in the middle is missing.
 */
public final class TruncationCheckingTransport implements Transport {
  private static final int MAX_START_LENGTH = 100;
  private static final int MAX_END_LENGTH = 400;
  private static final Pattern START_OF_PAGE = Pattern.compile("\\s*\\{\\s*\"data\"\\s*:\\s*\\[");
  private static final Pattern END_OF_PAGE =
      Pattern.compile(
          "[\\[}]\\s*\\]\\s*,\\s*\"next_token\"\\s*:\\s*(null|\"[\\w+/=.-]*\")\\s*\\}\\s*\\z");

  private final Transport next;

  /**
   * Creates a transport that checks the responses of another one.
   *
   * @param next the transport that sends the requests
   */
  public TruncationCheckingTransport(Transport next) {
    this.next = next;
  }

  @Override
  public OuraResponse send(OuraRequest request) throws IOException, InterruptedException {
    OuraResponse response = next.send(request);
    if (response.status() == 200 && isTruncated(response)) {
      throw new IOException("the JSON of the response is empty or truncated");
    }
    return response;
  }

  /**
   * A response without a Content-Type counts as JSON if it starts with a bracket. Other encodings
   * than UTF-8 are not checked.
   */
  private static boolean isTruncated(OuraResponse response) {
    Optional<String> type = response.header("Content-Type");
    if (type.isPresent() && !type.get().toLowerCase(Locale.ROOT).contains("json")) {
      return false;
    }
    byte[] body = response.body();
    if (!JsonText.isUtf8(body)) {
      return false;
    }
    int start = startOfJson(body);
    return start == body.length
        ? type.isPresent()
        : !isWholePage(body, start) && endsInsideValue(body, start);
  }

  /**
   * Returns whether a body starts and ends as Oura's pages do: with the documents at first, and the
   * next token at last. To read all that is between takes as long as to fetch it. A part of a page
   * could end like this only if a document had a next token, too, and that part could then not be
   * decoded.
   */
  private static boolean isWholePage(byte[] json, int start) {
    int end = Math.max(start, json.length - MAX_END_LENGTH);
    return START_OF_PAGE.matcher(ascii(json, start, start + MAX_START_LENGTH)).lookingAt()
        && END_OF_PAGE.matcher(ascii(json, end, json.length)).find();
  }

  private static String ascii(byte[] json, int start, int end) {
    return new String(json, start, Math.min(end, json.length) - start, StandardCharsets.ISO_8859_1);
  }

  /** Returns the index of the first byte after a byte order mark and white space. */
  private static int startOfJson(byte[] json) {
    int start = startsWithByteOrderMark(json) ? 3 : 0;
    while (start < json.length && json[start] <= ' ' && json[start] >= 0) {
      start++;
    }
    return start;
  }

  private static boolean startsWithByteOrderMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  private static boolean endsInsideValue(byte[] json, int start) {
    if (json[start] != '{' && json[start] != '[') {
      return false;
    }
    int depth = 0;
    boolean inString = false;
    for (int i = start; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> inString = !inString;
        case '\\' -> i++;
        case '{', '[' -> depth += inString ? 0 : 1;
        case '}', ']' -> depth -= inString ? 0 : 1;
        default -> {
          // Neither opens nor closes anything.
        }
      }
    }
    return inString || depth > 0;
  }

  @Override
  public void close() {
    next.close();
  }
}
