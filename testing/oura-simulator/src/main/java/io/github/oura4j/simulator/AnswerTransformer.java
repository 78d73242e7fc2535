// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.Optional;

/** Puts the simulator's answer in place of WireMock's, and notes the request. */
final class AnswerTransformer implements ResponseTransformerV2 {
  private final Answers answers;
  private final RequestLog requests;
  private final Faults faults;

  AnswerTransformer(Answers answers, RequestLog requests, Faults faults) {
    this.answers = answers;
    this.requests = requests;
    this.faults = faults;
  }

  @Override
  public String getName() {
    return "oura";
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    Request request = event.getRequest();
    String[] pathAndQuery = request.getUrl().split("\\?", 2);
    String query = pathAndQuery.length == 2 ? pathAndQuery[1] : "";
    String method = request.getMethod().value();
    requests.add(
        new ReceivedRequest(method, pathAndQuery[0], withoutTokens(pathAndQuery[0], query)));
    Answer answer =
        answers.to(
            new Asked(
                method,
                List.of(pathAndQuery[0].substring(1).split("/", -1)),
                Asked.parseQuery(query),
                name -> header(request, name),
                request.getBodyAsString()));
    return faults.on(written(response, answer));
  }

  /** The former address of revocation takes the token in its query. */
  private static String withoutTokens(String path, String query) {
    return OAuthGeneration.at(path).isPresent() ? "" : query;
  }

  private static Response written(Response response, Answer answer) {
    Response.Builder builder = Response.Builder.like(response).but().status(answer.status());
    Object body = answer.body();
    if (body instanceof Html html) {
      return builder
          .headers(new HttpHeaders(new HttpHeader("Content-Type", "text/html; charset=utf-8")))
          .body(html.text())
          .build();
    }
    if (body instanceof Redirect redirect) {
      return builder
          .headers(new HttpHeaders(new HttpHeader("Location", redirect.location())))
          .build();
    }
    return body == null
        ? builder.build()
        : builder
            .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json")))
            .body(Json.bytes(body))
            .build();
  }

  private static Optional<String> header(Request request, String name) {
    return request.containsHeader(name) ? Optional.of(request.getHeader(name)) : Optional.empty();
  }
}
