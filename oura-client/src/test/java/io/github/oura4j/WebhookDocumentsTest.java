// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.webhook.WebhookEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDocumentsTest {
  private static final List<Duration> RETRY_DELAYS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final List<String> requestedPaths = new ArrayList<>();
  private final List<Duration> slept = new ArrayList<>();
  private final WebhookDocuments documents =
      new WebhookDocuments(RETRY_DELAYS, (latch, delay) -> !slept.add(delay));

  /** Responds with the statuses in order, and repeats the last one. */
  private OuraClient respondingWith(int... statuses) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .transport(
            request -> {
              int status = statuses[Math.min(requestedPaths.size(), statuses.length - 1)];
              requestedPaths.add(request.uri().getPath());
              String body =
                  status == 404 ? "{\"detail\":\"Document not found.\"}" : "{\"id\":\"o-1\"}";
              return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
            })
        .build();
  }

  private static WebhookEvent event(WebhookEventType eventType, WebhookDataType dataType) {
    return new WebhookEvent(eventType, dataType, "o-1", "u-1", null, Map.of());
  }

  @Test
  void fetch_ofEveryDataTypeWithEndpoint_requestsItsPath() throws Exception {
    for (WebhookDataType dataType : dataTypes()) {
      if (WebhookDocuments.canFetch(dataType)) {
        requestedPaths.clear();
        documents.fetch(respondingWith(200), event(WebhookEventType.UPDATE, dataType));

        assertThat(requestedPaths)
            .singleElement(STRING)
            .isEqualToIgnoringCase("/v2/usercollection/" + dataType + "/o-1");
      }
    }
  }

  @Test
  void canFetch_forEveryDataTypeOfTheApi_isDecided() throws Exception {
    assertThat(dataTypes()).hasSizeGreaterThan(16);
    for (WebhookDataType dataType : dataTypes()) {
      assertThat(WebhookDocuments.canFetch(dataType))
          .as("%s has no DataType; if Oura has no endpoint for it, add it here", dataType)
          .isNotEqualTo(dataType.equals(WebhookDataType.MEAL));
    }
  }

  @Test
  void fetch_always_returnsTheModelOfTheDataType() {
    assertThat(
            documents.fetch(
                respondingWith(200), event(WebhookEventType.CREATE, WebhookDataType.DAILY_SLEEP)))
        .contains(DailySleep.builder().id("o-1").build());
  }

  @Test
  void fetch_whenDocumentBecomesAvailableLate_retries() {
    Optional<Document> document =
        documents.fetch(
            respondingWith(404, 404, 200), event(WebhookEventType.CREATE, WebhookDataType.SLEEP));

    assertThat(document).isPresent();
    assertThat(slept).isEqualTo(RETRY_DELAYS);
  }

  @Test
  void fetch_whenDocumentNeverBecomesAvailable_failsAfterTheLastRetry() {
    assertThatThrownBy(
            () ->
                documents.fetch(
                    respondingWith(404), event(WebhookEventType.CREATE, WebhookDataType.SLEEP)))
        .isInstanceOf(NotFoundException.class);

    assertThat(requestedPaths).hasSize(3);
    assertThat(slept).isEqualTo(RETRY_DELAYS);
  }

  @Test
  void fetch_whenOuraRejectsTheToken_doesNotRetry() {
    assertThatThrownBy(
            () ->
                documents.fetch(
                    respondingWith(401), event(WebhookEventType.CREATE, WebhookDataType.SLEEP)))
        .isInstanceOf(AuthenticationException.class);

    assertThat(requestedPaths).hasSize(1);
  }

  @Test
  void fetch_ofDeletionOrDataTypeWithoutEndpoint_sendsNothing() {
    OuraClient oura = respondingWith(200);

    assertThat(documents.fetch(oura, event(WebhookEventType.DELETE, WebhookDataType.SLEEP)))
        .isEmpty();
    assertThat(documents.fetch(oura, event(WebhookEventType.CREATE, WebhookDataType.MEAL)))
        .isEmpty();
    assertThat(documents.fetch(oura, event(WebhookEventType.CREATE, WebhookDataType.of("dream"))))
        .isEmpty();
    assertThat(requestedPaths).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "../personal_info", "..", "a?b", "%2e", "é"})
  void fetch_whenTheIdIsOdd_throwsAnOuraExceptionAndSendsNothing(String id) {
    WebhookEvent odd =
        new WebhookEvent(WebhookEventType.CREATE, WebhookDataType.SLEEP, id, "u-1", null, Map.of());

    assertThatThrownBy(() -> documents.fetch(respondingWith(200), odd))
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContaining("sleep")
        .hasMessageNotContaining(id);
    assertThat(requestedPaths).isEmpty();
  }

  @Test
  void fetch_ofUnknownEventType_returnsTheDocument() {
    assertThat(
            documents.fetch(
                respondingWith(200), event(WebhookEventType.of("merge"), WebhookDataType.SLEEP)))
        .isPresent();
  }

  @Test
  void fetch_whenInterruptedWhileWaiting_throwsAndKeepsInterruptFlag() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                WebhookDocuments.defaults()
                    .withRetryDelays(Duration.ofMinutes(1))
                    .fetch(
                        respondingWith(404), event(WebhookEventType.CREATE, WebhookDataType.SLEEP)))
        .isInstanceOf(OuraInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void withRetryDelays_whenNegative_throws() {
    assertThatThrownBy(() -> WebhookDocuments.defaults().withRetryDelays(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT-1S");
  }

  private static List<WebhookDataType> dataTypes() throws IllegalAccessException {
    List<WebhookDataType> all = new ArrayList<>();
    for (Field field : WebhookDataType.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == WebhookDataType.class) {
        all.add((WebhookDataType) field.get(null));
      }
    }
    return all;
  }
}
