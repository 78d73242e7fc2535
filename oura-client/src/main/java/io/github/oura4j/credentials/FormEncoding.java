// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Encodes and decodes parameters as {@code application/x-www-form-urlencoded}. */
final class FormEncoding {
  private FormEncoding() {}

  static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /**
   * Decodes parameters; parts without a name are ignored.
   *
   * @return the values by name, both in their original order
   * @throws IllegalArgumentException if a percent escape is malformed
   */
  static Map<String, List<String>> decode(String text) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters
            .computeIfAbsent(unescape(pair.substring(0, equals)), name -> new ArrayList<>())
            .add(unescape(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** Spaces become %20, which is valid in queries and forms; a plus sign only in forms. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String unescape(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
