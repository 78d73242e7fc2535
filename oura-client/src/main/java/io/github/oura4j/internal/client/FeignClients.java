// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.DefaultContract;
import feign.Feign;
import feign.MethodMetadata;
import feign.Request;
import feign.Response;
import feign.Retryer;
import feign.Target;
import io.github.oura4j.api.ForDataType;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.json.JsonCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Creates implementations of the generated API interfaces with Feign.
 *
 * <p>Feign only expands paths and parameters. Sending, retries, error handling and decoding are
 * done by a {@link Connection} and a {@link ResponseDecoder}, and their exceptions pass through
 * Feign unchanged.
 */
final class FeignClients {
  /**
   * Caches the parsed methods of each interface: parsing them takes longer than everything else
   * that creating a client involves.
   */
  private static final ClassValue<List<MethodMetadata>> METHODS =
      new ClassValue<>() {
        @Override
        protected List<MethodMetadata> computeValue(Class<?> api) {
          return new DefaultContract().parseAndValidateMetadata(api);
        }
      };

  private FeignClients() {}

  /** Parses the methods of an interface before it is used. */
  static void parse(Class<?> api) {
    METHODS.get(api);
  }

  static <A> A create(Class<A> api, Connection connection) {
    return create(new Target.HardCodedTarget<>(api, connection.baseUrl().toString()), connection);
  }

  static <A> A create(Target<A> target, Connection connection) {
    ResponseDecoder decoder = connection.decoder();
    return Feign.builder()
        .contract(METHODS::get)
        .client((request, options) -> send(request, connection))
        .retryer(Retryer.NEVER_RETRY)
        .encoder((body, type, template) -> template.body(encode(body), StandardCharsets.UTF_8))
        .responseInterceptor(
            (context, chain) -> decoder.decode(context.response(), context.returnType()))
        .target(target);
  }

  private static Response send(Request feignRequest, Connection connection) {
    OuraRequest request =
        connection.request(feignRequest.httpMethod().name(), URI.create(feignRequest.url()));
    for (Map.Entry<String, Collection<String>> header : feignRequest.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Content-Length")) {
        request = request.withHeader(header.getKey(), String.join(", ", header.getValue()));
      }
    }
    if (feignRequest.body() != null) {
      request = request.withBody(feignRequest.body());
    }
    ForDataType dataType =
        feignRequest.requestTemplate().methodMetadata().method().getAnnotation(ForDataType.class);
    if (dataType != null) {
      request = request.withDataType(dataType.value());
    }
    OuraResponse response = connection.send(request);
    return Response.builder()
        .status(response.status())
        .request(feignRequest)
        .headers(contentType(response))
        .body(new ResponseBody(response.body()))
        .build();
  }

  private static Map<String, Collection<String>> contentType(OuraResponse response) {
    return response
        .header(ResponseDecoder.CONTENT_TYPE)
        .<Map<String, Collection<String>>>map(
            type -> Map.of(ResponseDecoder.CONTENT_TYPE, List.of(type)))
        .orElse(Map.of());
  }

  private static byte[] encode(Object body) {
    return JsonCodec.write(body).getBytes(StandardCharsets.UTF_8);
  }
}
