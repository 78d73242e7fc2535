// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a browser is sent on to, as the body of an answer. */
record Redirect(String location) {
  static Answer answer(String address, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return new Answer(302, new Redirect(address + (address.contains("?") ? "&" : "?") + query));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
