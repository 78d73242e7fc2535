// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.Response;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.internal.json.JsonCodec;
import io.github.oura4j.internal.json.MisfitPolicy;
import io.github.oura4j.json.BrokenDocument;
import io.github.oura4j.model.Page;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes response bodies into the return types of the generated API interfaces.
 *
 * @param brokenDocuments receives the documents of a page that cannot be decoded, which are then
 *     left out of the page; or null, in which case one such document fails the whole page
 * @param misfits what happens to values that do not fit the types of their properties
 */
record ResponseDecoder(@Nullable Consumer<BrokenDocument> brokenDocuments, MisfitPolicy misfits) {
  static final String CONTENT_TYPE = "Content-Type";

  private static final int MAX_CONTENT_TYPE_LENGTH = 100;

  Object decode(Response response, Type type) throws IOException {
    if (type == void.class) {
      return response;
    }
    ResponseBody body = ResponseBody.of(response);
    byte[] json = body.bytes();
    String source = response.request().httpMethod() + " " + body.uri().getRawPath();
    String subject = "Oura's response to " + source + unexpectedContentType(response);
    RequestedDocument requested =
        new RequestedDocument(response.request().requestTemplate(), body.uri(), subject);
    try {
      return JsonCodec.decode(json, type, subject, misfits, requested::check);
    } catch (OuraDecodingException e) {
      return withoutBrokenDocuments(json, type, source, requested).orElseThrow(() -> e);
    }
  }

  private Optional<Page<Object>> withoutBrokenDocuments(
      byte[] json, Type type, String source, RequestedDocument requested) {
    Consumer<BrokenDocument> collector = brokenDocuments;
    return collector != null
            && type instanceof ParameterizedType page
            && page.getRawType() == Page.class
        ? JsonCodec.salvagePage(
            json,
            page.getActualTypeArguments()[0],
            misfits,
            requested::checkElement,
            (id, document, reason) ->
                collector.accept(new BrokenDocument(source, id, document, reason)))
        : Optional.empty();
  }

  /**
   * Describes a content type other than JSON, for the error message: it hints at what sent the
   * response, such as a gateway.
   */
  private static String unexpectedContentType(Response response) {
    String type =
        response.headers().getOrDefault(CONTENT_TYPE, List.of()).stream().findFirst().orElse("");
    return type.isEmpty() || type.toLowerCase(Locale.ROOT).contains("json")
        ? ""
        : " (of content type "
            + type.substring(0, Math.min(type.length(), MAX_CONTENT_TYPE_LENGTH))
                .replaceAll("[^A-Za-z0-9/+.;= -]", "?")
            + ")";
  }
}
