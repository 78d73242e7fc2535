// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.Accessor;
import io.github.oura4j.DateRange;
import io.github.oura4j.ListOptions;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.WebhookDocuments;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.json.BrokenDocument;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.webhook.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responds with status 200 and JSON that is not what was requested. */
class RequestedDocumentTest {
  private static final DateRange DAY = DateRange.of(LocalDate.of(2026, 3, 5));
  private static final String MESSAGE = "{\"message\":\"planted\"}";
  private static final String OTHER_DOCUMENT = "{\"id\":\"planted-2\",\"day\":\"2026-03-05\"}";

  private static OuraClient.Builder respondingWith(String body) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .application("app", "secret")
        .retry(RetryPolicy.none())
        .transport(
            request -> new OuraResponse(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertNotTheDocument(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(OuraDecodingException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }

  private static Object fetch(Accessor accessor) {
    if (accessor instanceof Accessor.Dated<?> dated) {
      return dated.documents().get("doc-1");
    }
    if (accessor instanceof Accessor.Undated<?> undated) {
      return undated.documents().get("doc-1");
    }
    if (accessor instanceof Accessor.Single<?> single) {
      return single.document().get();
    }
    return ((Accessor.Series<?>) accessor).samples().latest();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void get_whenResponseIsAMessage_throwsAndNamesTheRequest(DataType type) {
    OuraClient oura = respondingWith(MESSAGE).build();

    assertNotTheDocument(
        () -> fetch(oura.accessor(type)), "GET /v2/usercollection/" + type.pathName());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void get_whenResponseIsAPage_throws(DataType type) {
    OuraClient oura = respondingWith("{\"data\":[" + MESSAGE + "],\"next_token\":null}").build();

    assertNotTheDocument(() -> fetch(oura.accessor(type)), "none of the properties of");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":null}", "[]", "null", "17"})
  void get_whenResponseIsNoDocument_throws(String body) {
    assertNotTheDocument(() -> respondingWith(body).build().sleep().get("doc-1"), "sleep/doc-1");
    assertNotTheDocument(() -> respondingWith(body).build().personalInfo().get(), "personal_info");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PERSONAL_INFO", "HEART_RATE", "RING_BATTERY_LEVEL"})
  void get_whenResponseIsAnotherDocument_throwsWithoutItsId(DataType type) {
    OuraClient oura = respondingWith(OTHER_DOCUMENT).build();

    assertNotTheDocument(() -> fetch(oura.accessor(type)), "/doc-1", "another id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"doc-1\"}",
        "{\"id\":\"DOC-1\",\"new\":1}",
        "{\"day\":\"2026-03-05\"}",
        "{\"id\":null,\"score\":70}"
      })
  void get_whenIdIsEqualButForCaseOrMissing_returnsTheDocument(String body) {
    assertThat(respondingWith(body).build().dailySleep().get("doc-1")).isNotNull();
  }

  @Test
  void get_withIdThatIsEncodedInThePath_returnsTheDocument() {
    String id = "a+b\"c:d@e;f";
    String body = "{\"id\":\"a+b\\\"c:d@e;f\"}";

    assertThat(respondingWith(body).build().dailySleep().get(id).id()).isEqualTo(id);
  }

  @Test
  void webhooks_whenResponseIsAnotherSubscription_throws() {
    for (String body : List.of(MESSAGE, OTHER_DOCUMENT)) {
      OuraClient oura = respondingWith(body).build();

      assertNotTheDocument(() -> oura.webhooks().get("doc-1"), "GET", "subscription/doc-1");
      assertNotTheDocument(() -> oura.webhooks().renew("doc-1"), "PUT", "renew/doc-1");
      assertNotTheDocument(
          () -> oura.webhooks().update("doc-1", WebhookSubscriptionUpdate.builder().build()),
          "PUT",
          "subscription/doc-1");
    }
    assertNotTheDocument(
        () ->
            respondingWith(MESSAGE)
                .build()
                .webhooks()
                .create(NewWebhookSubscription.builder().build()),
        "POST");
    assertNotTheDocument(
        () -> respondingWith("[" + MESSAGE + "]").build().webhooks().list(), "the list[0]");
  }

  @Test
  void create_withAnyIdInTheResponse_returnsTheSubscription() {
    assertThat(
            respondingWith("{\"id\":\"new\"}")
                .build()
                .webhooks()
                .create(NewWebhookSubscription.builder().build())
                .id())
        .isEqualTo("new");
  }

  @Test
  void fetch_ofAWebhookEventWhenResponseIsNotTheDocument_throws() {
    WebhookEvent event =
        new WebhookEvent(
            WebhookEventType.UPDATE, WebhookDataType.SLEEP, "doc-1", "person", null, Map.of());

    for (String body : List.of(MESSAGE, OTHER_DOCUMENT)) {
      OuraClient oura = respondingWith(body).build();
      assertNotTheDocument(
          () -> WebhookDocuments.defaults().fetch(oura, event), "/v2/usercollection/sleep/doc-1");
    }
  }

  @Test
  void list_withAnElementThatIsNoDocument_throwsOrCollectsIt() {
    String page = "{\"data\":[" + OTHER_DOCUMENT + ", " + MESSAGE + "],\"next_token\":null}";
    List<BrokenDocument> broken = new ArrayList<>();

    assertNotTheDocument(
        () -> respondingWith(page).build().dailySleep().list(DAY),
        "data[1] has none of the properties of DailySleep");
    assertThat(respondingWith(page).brokenDocuments(broken::add).build().dailySleep().list(DAY))
        .hasSize(1);
    assertThat(broken).extracting(BrokenDocument::json).containsExactly(MESSAGE);
    assertThat(broken.get(0).reason()).contains("none of the properties").doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"score\":\"no number\"}",
        "{\"score\":null,\"score\":70}",
        "{\"contributors\":{}}",
        "{\"\uD83D\uDC8D\\uD83D\":1,\"score\":70}"
      })
  void list_withAnElementThatHasAnyKnownProperty_returnsIt(String element) {
    String page = "{\"data\":[" + element + "],\"next_token\":null}";

    assertThat(respondingWith(page).build().dailySleep().list(DAY)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"score\":70,\"score\":null}",
        "{\"score\":\"no number\",\"score\":null}",
        "{\"Score\":70}",
        "{\"unknown\":{\"score\":70}}",
        "{\"\uD83D\uDC8D\\uD83D\":1}"
      })
  void list_withAnElementWithoutKnownProperties_throws(String element) {
    String page = "{\"data\":[" + OTHER_DOCUMENT + "," + element + "],\"next_token\":null}";

    assertNotTheDocument(
        () -> respondingWith(page).build().dailySleep().list(DAY),
        "data[1] has none of the properties of DailySleep");
  }

  @Test
  void list_withSelectedFields_acceptsElementsWithoutKnownProperties() {
    String page = "{\"data\":[{\"new\":1}],\"next_token\":null}";
    OuraClient oura = respondingWith(page).build();

    assertThat(oura.dailySleep().list(DAY, ListOptions.fields("new"))).hasSize(1);
    assertThat(oura.ringConfiguration().list(ListOptions.fields("new"))).hasSize(1);
    assertThatThrownBy(() -> oura.ringConfiguration().list())
        .isInstanceOf(OuraDecodingException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PERSONAL_INFO"})
  void list_whenResponseIsAMessage_throws(DataType type) {
    OuraClient oura = respondingWith(MESSAGE).build();
    Accessor accessor = oura.accessor(type);

    assertNotTheDocument(
        () ->
            Stream.of(accessor)
                .forEach(
                    any -> {
                      if (any instanceof Accessor.Dated<?> dated) {
                        dated.documents().list();
                      } else if (any instanceof Accessor.Undated<?> undated) {
                        undated.documents().list();
                      } else if (any instanceof Accessor.Series<?> series) {
                        series.samples().list();
                      }
                    }),
        "data is not a valid List");
  }
}
