// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.RawRequests;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.internal.paging.ConcatIterator;
import io.github.oura4j.internal.paging.PageChain;
import io.github.oura4j.internal.paging.PageIterator;
import io.github.oura4j.internal.paging.TokenRequests;
import io.github.oura4j.internal.util.JsonText;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Raw requests that are sent over a connection.
 *
 * @param connection the connection, which must add the access token
 */
record RemoteRawRequests(Connection connection) implements RawRequests {
  private static final Pattern DATA_TYPE_PATH =
      Pattern.compile("/v2/(?:sandbox/)?usercollection/([^/]+)(?:/.*)?");

  /** The query parameters that Oura may reject together with a next token. */
  private static final Set<String> DATES =
      Set.of("start_date", "end_date", "start_datetime", "end_datetime");

  @Override
  public String get(String path, Map<String, String> query) {
    URI uri = uri(path, query);
    byte[] body = send(uri, path);
    JsonCodec.decode(body, Object.class, subject(uri));
    return JsonText.decode(body);
  }

  @Override
  public Iterable<String> pages(String path, Map<String, String> query) {
    // Checks the arguments now, not when the first page is fetched.
    uri(path, query);
    Iterable<RawPage> pages =
        () -> {
          TokenRequests requests = new TokenRequests();
          return PageIterator.of(
              new PageChain<>(
                  token -> fetchPage(requests, path, query, token),
                  page -> page.content().nextToken(),
                  page -> page.content().data().isEmpty()));
        };
    return () -> {
      Iterator<RawPage> iterator = pages.iterator();
      return new ConcatIterator<>(iterator, page -> List.of(page.text()).iterator());
    };
  }

  /** The text of a page, and its decoded content for pagination. */
  private record RawPage(String text, Page<?> content) {}

  private RawPage fetchPage(
      TokenRequests requests, String path, Map<String, String> query, @Nullable String token) {
    Map<String, String> withoutDates = new LinkedHashMap<>(query);
    Supplier<RawPage> request = () -> fetchPage(uri(path, withNextToken(query, token)), path);
    return withoutDates.keySet().removeAll(DATES)
        ? requests.page(
            token, request, () -> fetchPage(uri(path, withNextToken(withoutDates, token)), path))
        : request.get();
  }

  private RawPage fetchPage(URI uri, String path) {
    byte[] body = send(uri, path);
    Page<?> content = (Page<?>) JsonCodec.decode(body, Page.class, subject(uri));
    return new RawPage(JsonText.decode(body), content);
  }

  private byte[] send(URI uri, String path) {
    OuraRequest request = connection.request("GET", uri).withHeader("Accept", "application/json");
    return connection.send(dataType(path).map(request::withDataType).orElse(request)).body();
  }

  /** Returns the data type that the caller named in the path, if this version knows it. */
  private static Optional<DataType> dataType(String path) {
    Matcher matcher = DATA_TYPE_PATH.matcher(path);
    return matcher.matches() ? DataType.ofPathName(matcher.group(1)) : Optional.empty();
  }

  private static String subject(URI uri) {
    return "Oura's response to GET " + uri.getRawPath();
  }

  private static Map<String, String> withNextToken(
      Map<String, String> query, @Nullable String nextToken) {
    if (nextToken == null) {
      return query;
    }
    Map<String, String> nextQuery = new LinkedHashMap<>(query);
    nextQuery.put("next_token", nextToken);
    return nextQuery;
  }

  private URI uri(String path, Map<String, String> query) {
    Objects.requireNonNull(path, "path must not be null");
    Objects.requireNonNull(query, "query must not be null");
    if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
      throw new IllegalArgumentException(
          "The path must start with a slash and must not contain a query or a fragment, such as"
              + " /v2/usercollection/daily_sleep. Pass query parameters in the map.");
    }
    query.forEach(
        (name, value) -> {
          if (value == null) {
            throw new IllegalArgumentException(
                "The value of the query parameter " + name + " is null. Omit it, or set a value.");
          }
        });
    String parameters =
        query.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return parse(connection.baseUrl() + path + (parameters.isEmpty() ? "" : "?" + parameters));
  }

  private static URI parse(String uri) {
    try {
      return URI.create(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The path contains characters that must be percent-encoded in a URI, such as a space.");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns the name of the class, but no data of the person. */
  @Override
  public String toString() {
    return "RemoteRawRequests";
  }
}
