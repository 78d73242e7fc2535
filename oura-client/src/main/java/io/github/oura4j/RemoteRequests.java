// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Raw requests over a connection. */
record RemoteRequests(Connection connection) implements RawRequests {

  @Override
  public String get(String path, Map<String, String> query) {
    OuraRequest request =
        connection.request("GET", address(path, query)).withHeader("Accept", "application/json");
    return new String(connection.call(request).body(), StandardCharsets.UTF_8);
  }

  @Override
  public Iterable<String> pages(String path, Map<String, String> query) {
    URI first = address(path, query);
    return () ->
        new PageWalker<>(
            token -> get(path, with(query, token)),
            page -> envelope(first, page).nextToken(),
            page -> envelope(first, page).data().isEmpty());
  }

  private static Map<String, String> with(Map<String, String> query, @Nullable String token) {
    if (token == null) {
      return query;
    }
    Map<String, String> following = new LinkedHashMap<>(query);
    following.put("next_token", token);
    return following;
  }

  private static Page<?> envelope(URI list, String page) {
    return (Page<?>)
        OuraJson.decode(
            page.getBytes(StandardCharsets.UTF_8),
            Page.class,
            "Oura's answer to GET " + list.getRawPath());
  }

  private URI address(String path, Map<String, String> query) {
    if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
      throw new IllegalArgumentException(
          "A path begins with a slash and holds no query, such as /v2/usercollection/daily_sleep."
              + " Give parameters in the map.");
    }
    String parameters =
        query.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return address(connection.base() + path + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The path holds characters that an address must have percent-encoded, such as a space.");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Names what it is, and nothing of what Oura keeps. */
  @Override
  public String toString() {
    return "RemoteRequests";
  }
}
