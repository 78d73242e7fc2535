// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.DefaultContract;
import feign.Feign;
import feign.InvocationHandlerFactory;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.MethodMetadata;
import feign.Request;
import feign.Response;
import feign.Retryer;
import feign.Target;
import io.github.oura4j.api.ForDataType;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.json.JsonCodec;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates implementations of the generated API interfaces with Feign.
 *
 * <p>Feign only expands paths and parameters. Sending, retries, error handling and decoding are
 * done by a {@link Connection} and a {@link ResponseDecoder}, and their exceptions pass through
 * Feign unchanged.
 */
final class FeignClients {
  /**
   * Caches the parsed methods, each of which is parsed when it is called for the first time: to
   * parse all of an interface takes as long as a tenth of the first call of a process.
   */
  private static final Map<Method, MethodMetadata> METHODS = new ConcurrentHashMap<>();

  /** Feign looks for options of the method and thread before each call, but there are none. */
  private static final Request.Options OPTIONS =
      new Request.Options() {
        @Override
        public Request.Options getMethodOptions(String method) {
          return this;
        }
      };

  /** Parses single methods of an interface. */
  private static final class MethodParser extends DefaultContract {
    MethodMetadata parse(Class<?> api, Method method) {
      return parseAndValidateMetadata(api, method);
    }
  }

  private FeignClients() {}

  /** Parses a method of an interface, so that the classes are loaded before one is called. */
  static void parse(Class<?> api) {
    parsed(api, api.getMethods()[0]);
  }

  private static MethodMetadata parsed(Class<?> api, Method method) {
    return METHODS.computeIfAbsent(method, unparsed -> new MethodParser().parse(api, unparsed));
  }

  static <A> A create(Class<A> api, Connection connection) {
    return create(new Target.HardCodedTarget<>(api, connection.baseUrl().toString()), connection);
  }

  static <A> A create(Target<A> target, Connection connection) {
    return settings(connection)
        .contract(api -> List.of())
        .invocationHandlerFactory((same, none) -> withMethods(target, connection))
        .target(target);
  }

  /** Returns Feign's own handler of calls, to which each method is added when it is called. */
  private static InvocationHandler withMethods(Target<?> target, Connection connection) {
    Map<Method, MethodHandler> methods = new ConcurrentHashMap<>();
    InvocationHandler feign = new InvocationHandlerFactory.Default().create(target, methods);
    return (proxy, method, arguments) -> {
      if (method.getDeclaringClass() == target.type()) {
        methods.computeIfAbsent(method, added -> handler(target, added, connection));
      }
      return feign.invoke(proxy, method, arguments);
    };
  }

  private static MethodHandler handler(Target<?> target, Method method, Connection connection) {
    Map<Method, MethodHandler> handlers = new HashMap<>();
    Object unused =
        settings(connection)
            .contract(api -> List.of(parsed(api, method)))
            .invocationHandlerFactory(
                (same, created) -> {
                  handlers.putAll(created);
                  return new InvocationHandlerFactory.Default().create(same, created);
                })
            .target(target);
    return Objects.requireNonNull(handlers.get(method));
  }

  private static Feign.Builder settings(Connection connection) {
    ResponseDecoder decoder = connection.decoder();
    return Feign.builder()
        .client((request, options) -> send(request, connection))
        .options(OPTIONS)
        .retryer(Retryer.NEVER_RETRY)
        .encoder((body, type, template) -> template.body(encode(body), StandardCharsets.UTF_8))
        .responseInterceptor(
            (context, chain) -> decoder.decode(context.response(), context.returnType()));
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
        .body(new ResponseBody(response.body(), request.uri()))
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
