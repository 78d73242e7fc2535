// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The body of a response that redirects the browser: it is written as a {@code Location} header.
 *
 * @param location the URI to which the browser is redirected
 */
public record Redirect(String location) {
  /**
   * Returns a response with status 302 that redirects to a URI with additional query parameters.
   */
  public static SimulatedResponse to(String uri, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String separator = uri.contains("?") ? "&" : "?";
    return new SimulatedResponse(302, new Redirect(uri + separator + query));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
