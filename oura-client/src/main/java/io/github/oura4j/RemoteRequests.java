// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Raw requests over a connection. */
record RemoteRequests(Connection connection) implements RawRequests {

  @Override
  public String get(String path, Map<String, String> query) {
    URI address = address(path, query);
    byte[] body = call(address);
    OuraJson.decode(body, Object.class, subject(address));
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public Iterable<String> pages(String path, Map<String, String> query) {
    address(path, query);
    Iterable<RawPage> pages =
        () ->
            new PageIterator<>(
                token -> page(address(path, with(query, token))),
                page -> page.content().nextToken(),
                page -> page.content().data().isEmpty());
    return () -> {
      Iterator<RawPage> walker = pages.iterator();
      return new ConcatIterator<>(walker, page -> List.of(page.text()).iterator());
    };
  }

  /** A page as it came, and what of it leads on. */
  private record RawPage(String text, Page<?> content) {}

  private RawPage page(URI address) {
    byte[] body = call(address);
    Page<?> content = (Page<?>) OuraJson.decode(body, Page.class, subject(address));
    return new RawPage(new String(body, StandardCharsets.UTF_8), content);
  }

  private byte[] call(URI address) {
    return connection
        .call(connection.request("GET", address).withHeader("Accept", "application/json"))
        .body();
  }

  private static String subject(URI address) {
    return "Oura's answer to GET " + address.getRawPath();
  }

  private static Map<String, String> with(Map<String, String> query, @Nullable String token) {
    if (token == null) {
      return query;
    }
    Map<String, String> following = new LinkedHashMap<>(query);
    following.put("next_token", token);
    return following;
  }

  private URI address(String path, Map<String, String> query) {
    if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
      throw new IllegalArgumentException(
          "A path begins with a slash and holds no query, such as /v2/usercollection/daily_sleep."
              + " Give parameters in the map.");
    }
    query.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(
                "The parameter " + name + " is null. Leave it out, or give it a text.");
          }
        });
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
