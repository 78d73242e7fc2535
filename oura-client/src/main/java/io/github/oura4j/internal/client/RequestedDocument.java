// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.Request;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.Page;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the JSON of a successful response is what was requested. Models accept any JSON
 * object, because every property is optional, so that an error message would pass as a document
 * without values.
 *
 * @param request the request
 * @param subject what the response is, for the message of the exception
 */
record RequestedDocument(Request request, String subject) {
  private static final String UNKNOWN_PROPERTIES = "unknownProperties";

  /**
   * Checks a decoded response: a document, a page, or a list.
   *
   * @throws OuraDecodingException if a document has none of the properties of its type, or if
   *     another document than the requested one was returned
   */
  void check(Object response) {
    if (response instanceof Page<?> page) {
      checkAll(page.data(), "data");
    } else if (response instanceof Collection<?> documents) {
      checkAll(documents, "the list");
    } else {
      checkProperties(response, "it");
      checkId(response);
    }
  }

  private void checkAll(Collection<?> documents, String list) {
    Iterator<?> iterator = documents.iterator();
    for (int i = 0; iterator.hasNext(); i++) {
      checkProperties(iterator.next(), list + "[" + i + "]");
    }
  }

  /**
   * Checks a single document of a page.
   *
   * @throws OuraDecodingException if it has none of the properties of its type
   */
  void checkElement(Object document) {
    checkProperties(document, "it");
  }

  /** With selected fields, a document may have none of the properties that this version knows. */
  private void checkProperties(Object document, String name) {
    if (!selectsFields() && hasNoProperty(document)) {
      throw new OuraDecodingException(
          subject
              + " cannot be read: "
              + name
              + " has none of the properties of "
              + document.getClass().getSimpleName()
              + ", so it may be an error message. Try again later; OuraClient.raw() returns it as"
              + " text.");
    }
  }

  private boolean selectsFields() {
    return request.requestTemplate().queries().containsKey("fields");
  }

  private static boolean hasNoProperty(Object document) {
    RecordComponent[] components = document.getClass().getRecordComponents();
    if (components == null) {
      return false;
    }
    for (RecordComponent component : components) {
      if (!component.getName().equals(UNKNOWN_PROPERTIES) && value(component, document) != null) {
        return false;
      }
    }
    return !hasRawValue(document, components);
  }

  /** Returns whether the value of a property does not fit its type, and is kept elsewhere. */
  private static boolean hasRawValue(Object document, RecordComponent[] components) {
    Set<String> names = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    for (RecordComponent component : components) {
      if (!component.getName().equals(UNKNOWN_PROPERTIES)) {
        names.add(component.getName().toLowerCase(Locale.ROOT));
      } else if (value(component, document) instanceof Map<?, ?> properties) {
        properties.keySet().forEach(name -> unknown.add(nameInJava(name.toString())));
      }
    }
    return !Collections.disjoint(names, unknown);
  }

  private static String nameInJava(String jsonName) {
    return jsonName.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object value(RecordComponent component, Object document) {
    try {
      return component.getAccessor().invoke(document);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The models are public records.");
    }
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
    String template = request.requestTemplate().methodMetadata().template().path();
    String path = URI.create(request.url()).getPath();
    return template.endsWith("}") ? path.substring(path.lastIndexOf('/') + 1) : null;
  }
}
