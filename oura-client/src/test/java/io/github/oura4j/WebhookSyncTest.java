// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static io.github.oura4j.model.WebhookDataType.SESSION;
import static io.github.oura4j.model.WebhookDataType.SLEEP;
import static io.github.oura4j.model.WebhookDataType.WORKOUT;
import static io.github.oura4j.model.WebhookEventType.CREATE;
import static io.github.oura4j.model.WebhookEventType.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ConflictException;
import io.github.oura4j.error.InvalidRequestException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncException;
import io.github.oura4j.webhook.WebhookSyncResult;
import io.github.oura4j.webhook.WebhookTopic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSyncTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final URI CALLBACK = URI.create("https://callback.example/oura");
  private static final URI ELSEWHERE = URI.create("https://elsewhere.example/oura");
  private static final WebhookSubscriptionPlan WANTED =
      WebhookSubscriptionPlan.withVerificationToken("planted-token")
          .on(CREATE, SLEEP, WORKOUT)
          .withClock(at(NOW));

  private final OuraSimulator simulator = OuraSimulator.builder().clock(at(NOW)).start();
  private final JdkTransport wire =
      new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);
  private final List<String> sent = new ArrayList<>();
  private final Webhooks webhooks = through(request -> null);

  @AfterEach
  void stop() {
    wire.close();
    simulator.close();
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  /** The simulator's subscriptions, behind something that may answer in its place. */
  private Webhooks through(Function<OuraRequest, OuraResponse> instead) {
    Transport transport =
        request -> {
          sent.add(request.method());
          OuraResponse answer = instead.apply(request);
          return answer == null ? wire.send(request) : answer;
        };
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token("t"))
        .application("simulated-client-id", "simulated-client-secret")
        .transport(transport)
        .build()
        .webhooks();
  }

  private static OuraResponse refuse(int status) {
    return new OuraResponse(
        status, Map.of(), "{\"detail\":\"planted\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean mentions(OuraRequest request, WebhookDataType dataType) {
    byte[] body = request.body();
    return body != null
        && new String(body, StandardCharsets.UTF_8).contains("\"" + dataType + "\"");
  }

  private static WebhookSubscription make(
      Webhooks webhooks, URI callback, WebhookEventType eventType, WebhookDataType dataType) {
    return webhooks.create(
        NewWebhookSubscription.builder()
            .callbackUrl(callback.toString())
            .verificationToken("another-token")
            .eventType(eventType)
            .dataType(dataType)
            .build());
  }

  @Test
  void ensure_whenNothingIsThere_createsWhatIsWanted() {
    WebhookSyncResult done = webhooks.ensure(CALLBACK, WANTED);

    assertThat(done.created())
        .extracting(WebhookSubscription::dataType)
        .containsExactly(SLEEP, WORKOUT);
    assertThat(done.created())
        .allMatch(subscription -> CALLBACK.toString().equals(subscription.callbackUrl()));
    assertThat(webhooks.list()).containsExactlyInAnyOrderElementsOf(done.created());
    assertThat(done).hasToString("2 created, 0 updated, 0 renewed, 0 deleted, 0 unchanged");
  }

  @Test
  void ensure_whenRunAgain_asksForTheListAndDoesNothing() {
    webhooks.ensure(CALLBACK, WANTED);
    sent.clear();

    WebhookSyncResult done = webhooks.ensure(CALLBACK, WANTED);

    assertThat(done.changedAnything()).isFalse();
    assertThat(done.unchanged()).hasSize(2);
    assertThat(sent).containsExactly("GET");
  }

  @Test
  void ensure_whenOneEndsWithinTheMargin_renewsIt() {
    webhooks.ensure(CALLBACK, WANTED);

    Instant soon = NOW.plus(Duration.ofDays(84));
    WebhookSyncResult done = webhooks.ensure(CALLBACK, WANTED.withClock(at(soon)));
    WebhookSyncResult withAnother =
        webhooks.ensure(CALLBACK, WANTED.withClock(at(soon)).renewWithin(Duration.ofDays(5)));

    assertThat(done.renewed()).hasSize(2);
    assertThat(done.unchanged()).isEmpty();
    assertThat(withAnother.renewed()).isEmpty();
  }

  @Test
  void ensure_whenTheCallbackMoved_updatesAndKeepsTheIds() {
    List<WebhookSubscription> before = webhooks.ensure(ELSEWHERE, WANTED).created();

    WebhookSyncResult done = webhooks.ensure(CALLBACK, WANTED);

    assertThat(done.updated())
        .extracting(WebhookSubscription::id)
        .isEqualTo(before.stream().map(WebhookSubscription::id).toList());
    assertThat(done.unchanged()).isEmpty();
    assertThat(webhooks.list())
        .allMatch(subscription -> CALLBACK.toString().equals(subscription.callbackUrl()));
  }

  @Test
  void ensure_withOthersThere_deletesThemOnlyWhenAsked() {
    WebhookSubscription other = make(webhooks, ELSEWHERE, UPDATE, SESSION);

    assertThat(webhooks.ensure(CALLBACK, WANTED).deleted()).isEmpty();
    assertThat(webhooks.ensure(CALLBACK, WANTED.deleteOthers()).deleted()).containsExactly(other);
    assertThat(webhooks.list()).hasSize(2).doesNotContain(other);
  }

  @Test
  void ensure_whenNothingIsWantedButDeletion_endsAll() {
    webhooks.ensure(CALLBACK, WANTED);

    webhooks.ensure(CALLBACK, WebhookSubscriptionPlan.withVerificationToken("t").deleteOthers());

    assertThat(webhooks.list()).isEmpty();
  }

  @Test
  void ensure_whenSomebodyElseMadeItMeanwhile_takesTheirs() {
    List<WebhookSubscription> theirs = new ArrayList<>();
    Webhooks raced =
        through(
            request -> {
              if (request.method().equals("POST") && theirs.isEmpty() && mentions(request, SLEEP)) {
                theirs.add(null);
                theirs.set(0, make(webhooks, ELSEWHERE, CREATE, SLEEP));
              }
              return null;
            });

    WebhookSyncResult done = raced.ensure(CALLBACK, WANTED);

    assertThat(done.updated())
        .extracting(WebhookSubscription::id)
        .containsExactly(theirs.get(0).id());
    assertThat(done.created()).extracting(WebhookSubscription::dataType).containsExactly(WORKOUT);
  }

  @Test
  void ensure_whenAConflictIsNowhereToBeSeen_isAFailure() {
    Webhooks contradictory =
        through(request -> request.method().equals("POST") ? refuse(409) : null);

    assertThat(incomplete(() -> contradictory.ensure(CALLBACK, WANTED)).failures().values())
        .hasSize(2)
        .allMatch(ConflictException.class::isInstance);
  }

  @Test
  void ensure_whenItEndedMeanwhile_createsItAnew() {
    WebhookSubscription ending = make(webhooks, ELSEWHERE, CREATE, SLEEP);
    Webhooks raced =
        through(
            request -> {
              if (request.method().equals("PUT")
                  && webhooks.list().stream().anyMatch(ending::equals)) {
                webhooks.delete(ending.id());
              }
              return null;
            });

    WebhookSyncResult done = raced.ensure(CALLBACK, WANTED);

    assertThat(done.updated()).isEmpty();
    assertThat(done.created()).hasSize(2);
  }

  @Test
  void ensure_whenALeftOverIsGoneAlready_isContent() {
    make(webhooks, ELSEWHERE, UPDATE, SESSION);
    Webhooks raced = through(request -> request.method().equals("DELETE") ? refuse(403) : null);

    assertThat(raced.ensure(CALLBACK, WANTED.deleteOthers()).deleted()).isEmpty();
  }

  @Test
  void ensure_whenOneIsRefused_doesTheOthersAndSaysWhichIsMissing() {
    Webhooks picky =
        through(
            request ->
                request.method().equals("POST") && mentions(request, SLEEP) ? refuse(422) : null);

    WebhookSyncException failure = incomplete(() -> picky.ensure(CALLBACK, WANTED));

    assertThat(failure.completed().created())
        .extracting(WebhookSubscription::dataType)
        .containsExactly(WORKOUT);
    assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, SLEEP));
    assertThat(failure.failures().values()).allMatch(InvalidRequestException.class::isInstance);
    assertThat(failure.notAttempted()).isEmpty();
    assertThat(failure)
        .hasMessageContaining("1 created")
        .hasMessageContaining("create sleep (Oura answered 422")
        .hasMessageNotContaining("planted");
    assertThat(webhooks.ensure(CALLBACK, WANTED).created()).hasSize(1);
  }

  @Test
  void ensure_whenTheFailureWouldMeetAll_stopsAndSaysWhatWasNotTried() {
    Webhooks down =
        through(
            request ->
                request.method().equals("POST") && mentions(request, WORKOUT) ? refuse(503) : null);

    WebhookSyncException failure =
        incomplete(() -> down.ensure(CALLBACK, WANTED.on(UPDATE, SLEEP)));

    assertThat(failure.completed().created()).hasSize(1);
    assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, WORKOUT));
    assertThat(failure.notAttempted()).containsExactly(new WebhookTopic(UPDATE, SLEEP));
    assertThat(webhooks.list()).hasSize(1);
  }

  @Test
  void ensure_whenTheSecretIsWrong_failsBeforeItBegins() {
    Webhooks refused = through(request -> refuse(401));

    assertThatThrownBy(() -> refused.ensure(CALLBACK, WANTED))
        .isInstanceOf(AuthenticationException.class);
    assertThat(sent).containsExactly("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oura",
        "callback.example/oura",
        "ftp://callback.example/oura",
        "http://callback.example/oura",
        "mailto:oura@callback.example",
        "https://me:planted@callback.example/oura",
        "https://callback.example/oura#planted"
      })
  void ensure_whenTheCallbackIsNoAddressToPostTo_saysWhyAndSendsNothing(String callback) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.ensure(URI.create(callback), WANTED))
        .withMessageContaining("callback")
        .withMessageNotContaining("planted");
    assertThat(sent).isEmpty();
  }

  @Test
  void wanted_whenItMakesNoSense_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> webhooks.ensure(CALLBACK, WebhookSubscriptionPlan.withVerificationToken("t")))
        .withMessageContaining("on(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSubscriptionPlan.withVerificationToken(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> WANTED.renewWithin(Duration.ofDays(-1)));
    assertThat(sent).isEmpty();
  }

  private static WebhookSyncException incomplete(Runnable call) {
    WebhookSyncException failure = catchThrowableOfType(WebhookSyncException.class, call::run);
    assertThat(failure).isNotNull();
    return failure;
  }
}
