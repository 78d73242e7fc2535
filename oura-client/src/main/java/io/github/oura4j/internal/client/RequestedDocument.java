// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.RequestLine;
import feign.RequestTemplate;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.net.URI;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the JSON of a successful response is what was requested. Models accept any JSON
 * object, because every property is optional, so that an error message would pass as a document
 * without values.
 *
 * @param request what was requested
 * @param uri the URI that was requested
 * @param subject what the response is, for the message of the exception
 */
record RequestedDocument(RequestTemplate request, URI uri, String subject) {
  /**
   * Checks a decoded response: a document, a page, or a list.
   *
   * @throws OuraDecodingException if a document has none of the properties of its type, or if
   *     another document than the requested one was returned
   */
  void check(Object response, Predicate<Object> isEmpty) {
    if (response instanceof Page<?> page) {
      checkAll(page.data(), isEmpty, "data");
    } else if (response instanceof Collection<?> documents) {
      checkAll(documents, isEmpty, "the list");
    } else {
      checkElement(response, isEmpty);
      checkId(response);
    }
  }

  /** With selected fields, a document may have none of the properties that this version knows. */
  private void checkAll(Collection<?> documents, Predicate<Object> isEmpty, String list) {
    if (selectsFields()) {
      return;
    }
    int index = 0;
    for (Object document : documents) {
      if (isEmpty.test(document)) {
        throw withoutProperties(document, list + "[" + index + "]");
      }
      index++;
    }
  }

  /**
   * Checks a single document of a page.
   *
   * @throws OuraDecodingException if it has none of the properties of its type
   */
  void checkElement(Object document, Predicate<Object> isEmpty) {
    if (!selectsFields() && isEmpty.test(document)) {
      throw withoutProperties(document, "it");
    }
  }

  private OuraDecodingException withoutProperties(Object document, String name) {
    return new OuraDecodingException(
        subject
            + " cannot be read: "
            + name
            + " has none of the properties of "
            + document.getClass().getSimpleName()
            + ", so it may be an error message. Try again later; OuraClient.raw() returns it as"
            + " text.");
  }

  private boolean selectsFields() {
    return request.queries().containsKey("fields");
  }

  private void checkId(Object response) {
    String requestedId = requestedId();
    if (requestedId != null
        && response instanceof Document document
        && document.id() != null
        && !document.id().equalsIgnoreCase(requestedId)) {
      throw new OuraDecodingException(
          subject
              + " cannot be read: it is a document with another id than the requested one. Try"
              + " again later; OuraClient.raw() returns it as text.");
    }
  }

  /** Returns the id in the path, or null if the path of the API method does not end with one. */
  private @Nullable String requestedId() {
    RequestLine line = request.methodMetadata().method().getAnnotation(RequestLine.class);
    if (line == null || !line.value().endsWith("}")) {
      return null;
    }
    String path = uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
