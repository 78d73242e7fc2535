// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.http.OuraResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of exceptions say what the response means, not only what its status means. */
class ErrorAdviceTest {
  private static final String NO_SCOPE =
      "{\"status\":403,\"title\":\"x\",\"detail\":\"Token is not authorized access stress scope.\"}";
  private static final String NO_DOCUMENT = "{\"detail\":\"Document not found.\"}";
  private static final String NO_ROUTE = "{\"detail\":\"Not Found\"}";

  private static OuraApiException failure(int status, String body, Consumer<OuraClient> call) {
    OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .retry(RetryPolicy.none())
            .transport(
                request ->
                    new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)))
            .build();
    OuraApiException failure =
        catchThrowableOfType(OuraApiException.class, () -> call.accept(oura));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void call_whenTheBodyNamesAScope_advisesToRequestIt() {
    OuraApiException forbidden = failure(403, NO_SCOPE, oura -> oura.dailyResilience().list());
    OuraApiException unauthorized = failure(401, NO_SCOPE, oura -> oura.raw().get("/v2/x"));

    assertThat(forbidden)
        .isInstanceOf(PermissionException.class)
        .hasMessageContaining("lacks the scope stress")
        .hasMessageNotContaining("membership");
    assertThat(unauthorized)
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("lacks the scope stress");
  }

  @Test
  void call_whenTheBodyNamesAScope_doesNotRefreshTheToken() {
    Credentials refreshing =
        new Credentials() {
          @Override
          public String accessToken() {
            return "t";
          }

          @Override
          public Optional<String> refreshAfter(String rejected) {
            throw new AssertionError("A refreshed token has the same scopes.");
          }
        };
    OuraApiException failure =
        failure(401, NO_SCOPE, oura -> oura.withCredentials(refreshing).dailyStress().list());

    assertThat(failure).hasMessageContaining("stress");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\":\"planted\"}",
        "{\"detail\":\"access planted-31; scope\"}",
        "<html>scope</html>",
        ""
      })
  void call_whenTheBodyNamesNoScope_advisesOnTheMembership(String body) {
    assertThat(failure(403, body, oura -> oura.dailySleep().list()))
        .hasMessageContaining("membership")
        .hasMessageNotContaining("planted");
  }

  @Test
  void get_ofAMissingDocument_advisesOnTheDocument() {
    OuraApiException failure = failure(404, NO_DOCUMENT, oura -> oura.sleep().get("x"));

    assertThat(failure).hasMessageContaining("no such document");
    assertThat(((NotFoundException) failure).isUnknownPath()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{\"message\":\"Not Found\"}", "{}"})
  void call_whenAnotherServerRespondsWith404_advisesOnTheBaseUrl(String body) {
    List<Consumer<OuraClient>> calls =
        List.of(
            oura -> oura.sleep().get("x"),
            oura -> oura.sleep().find("x"),
            oura -> oura.heartRate().latest());

    for (Consumer<OuraClient> call : calls) {
      assertThat(failure(404, body, call)).hasMessageContaining("Check the base URL");
    }
  }

  @Test
  void call_withAnInvalidParameter_namesItButNotItsValue() {
    String body =
        "{'detail':[{'loc':['query','start_date'],'msg':'planted is invalid'},"
            + "{'loc':['planted value'],'msg':''}]}";

    assertThat(failure(422, body.replace('\'', '"'), oura -> oura.sleep().list()))
        .hasMessageContaining("a parameter is invalid (query.start_date). Check dates")
        .hasMessageNotContaining("planted");
  }

  @Test
  void call_whenThePathIsUnknown_advisesOnTheBaseUrl() {
    List<Consumer<OuraClient>> calls =
        List.of(
            oura -> oura.sleep().list(),
            oura -> oura.sleep().get("x"),
            oura -> oura.sleep().find("x"),
            oura -> oura.personalInfo().get(),
            oura -> oura.raw().get("/v2/nowhere"),
            oura -> oura.heartRate().latest());

    for (Consumer<OuraClient> call : calls) {
      OuraApiException failure = failure(404, NO_ROUTE, call);

      assertThat(failure)
          .hasMessageContaining("Check the base URL")
          .hasMessageNotContaining("webhook")
          .hasMessageNotContaining("no such document");
      assertThat(((NotFoundException) failure).isUnknownPath()).isTrue();
    }
    assertThat(failure(404, NO_DOCUMENT, oura -> oura.sleep().list()))
        .hasMessageContaining("Check the base URL");
  }

  @Test
  void call_withStatus304Or206_isAnErrorButNoRedirect() {
    assertThat(failure(304, "", oura -> oura.sleep().list()))
        .hasMessageContaining("cache")
        .hasMessageNotContaining("redirect");
    assertThat(failure(302, "", oura -> oura.sleep().list())).hasMessageContaining("redirect");
    String page = "{\"data\":[],\"next_token\":null}";
    assertThat(failure(206, page, oura -> oura.sleep().list())).hasMessageContaining("only a part");
    assertThat(failure(206, page, oura -> oura.raw().get("/v2/x"))).isNotNull();
  }

  @Test
  void message_forEveryStatus_endsWithAPeriod() {
    for (int status = 300; status < 600; status++) {
      assertThat(failure(status, "{}", oura -> oura.sleep().list()).getMessage())
          .endsWith(".")
          .doesNotEndWith("..");
    }
  }

  @Test
  void raw_inUtf16_returnsTheText() {
    String json = "{\"data\":[{\"id\":\"\u225b\"}],\"next_token\":null}";
    for (String encoding : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8")) {
      OuraClient oura =
          OuraClient.builder()
              .credentials(Credentials.token("t"))
              .retry(RetryPolicy.none())
              .transport(
                  request ->
                      new OuraResponse(
                          200,
                          Map.of("Content-Type", List.of("application/json")),
                          json.getBytes(Charset.forName(encoding))))
              .build();

      assertThat(oura.raw().get("/v2/x")).as(encoding).isEqualTo(json);
      assertThat(oura.raw().pages("/v2/x", Map.of())).containsExactly(json);
    }
  }
}
