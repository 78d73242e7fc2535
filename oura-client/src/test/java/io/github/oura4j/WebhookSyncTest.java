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
  private static final WebhookSubscriptionPlan PLAN =
      WebhookSubscriptionPlan.withVerificationToken("planted-token")
          .on(CREATE, SLEEP, WORKOUT)
          .withClock(at(NOW));

  private final OuraSimulator simulator = OuraSimulator.builder().clock(at(NOW)).start();
  private final JdkTransport transport =
      new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);
  private final List<String> sent = new ArrayList<>();
  private final Webhooks webhooks = through(request -> null);

  @AfterEach
  void stop() {
    transport.close();
    simulator.close();
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  /** The simulator's subscriptions, with responses that can be overridden for some requests. */
  private Webhooks through(Function<OuraRequest, OuraResponse> override) {
    Transport overriding =
        request -> {
          sent.add(request.method());
          OuraResponse response = override.apply(request);
          return response == null ? transport.send(request) : response;
        };
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token("t"))
        .application("simulated-client-id", "simulated-client-secret")
        .transport(overriding)
        .build()
        .webhooks();
  }

  private static OuraResponse rejection(int status) {
    return new OuraResponse(
        status, Map.of(), "{\"detail\":\"planted\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean mentions(OuraRequest request, WebhookDataType dataType) {
    byte[] body = request.body();
    return body != null
        && new String(body, StandardCharsets.UTF_8).contains("\"" + dataType + "\"");
  }

  private static WebhookSubscription create(
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
  void ensure_withoutSubscriptions_createsThePlannedOnes() {
    WebhookSyncResult result = webhooks.ensure(CALLBACK, PLAN);

    assertThat(result.created())
        .extracting(WebhookSubscription::dataType)
        .containsExactly(SLEEP, WORKOUT);
    assertThat(result.created())
        .allMatch(subscription -> CALLBACK.toString().equals(subscription.callbackUrl()));
    assertThat(webhooks.list()).containsExactlyInAnyOrderElementsOf(result.created());
    assertThat(result).hasToString("2 created, 0 updated, 0 renewed, 0 deleted, 0 unchanged");
  }

  @Test
  void ensure_whenRunAgain_onlyListsTheSubscriptions() {
    webhooks.ensure(CALLBACK, PLAN);
    sent.clear();

    WebhookSyncResult result = webhooks.ensure(CALLBACK, PLAN);

    assertThat(result.changedAnything()).isFalse();
    assertThat(result.unchanged()).hasSize(2);
    assertThat(sent).containsExactly("GET");
  }

  @Test
  void ensure_whenSubscriptionExpiresSoon_renewsIt() {
    webhooks.ensure(CALLBACK, PLAN);

    Instant soon = NOW.plus(Duration.ofDays(84));
    WebhookSyncResult result = webhooks.ensure(CALLBACK, PLAN.withClock(at(soon)));
    WebhookSyncResult withShorterMargin =
        webhooks.ensure(CALLBACK, PLAN.withClock(at(soon)).renewWithin(Duration.ofDays(5)));

    assertThat(result.renewed()).hasSize(2);
    assertThat(result.unchanged()).isEmpty();
    assertThat(withShorterMargin.renewed()).isEmpty();
  }

  @Test
  void ensure_whenCallbackUrlChanged_updatesAndKeepsTheIds() {
    List<WebhookSubscription> before = webhooks.ensure(ELSEWHERE, PLAN).created();

    WebhookSyncResult result = webhooks.ensure(CALLBACK, PLAN);

    assertThat(result.updated())
        .extracting(WebhookSubscription::id)
        .isEqualTo(before.stream().map(WebhookSubscription::id).toList());
    assertThat(result.unchanged()).isEmpty();
    assertThat(webhooks.list())
        .allMatch(subscription -> CALLBACK.toString().equals(subscription.callbackUrl()));
  }

  @Test
  void ensure_withOtherSubscriptions_deletesThemOnlyIfPlanned() {
    WebhookSubscription other = create(webhooks, ELSEWHERE, UPDATE, SESSION);

    assertThat(webhooks.ensure(CALLBACK, PLAN).deleted()).isEmpty();
    assertThat(webhooks.ensure(CALLBACK, PLAN.deleteOthers()).deleted()).containsExactly(other);
    assertThat(webhooks.list()).hasSize(2).doesNotContain(other);
  }

  @Test
  void ensure_withPlanThatOnlyDeletes_deletesAllSubscriptions() {
    webhooks.ensure(CALLBACK, PLAN);

    webhooks.ensure(CALLBACK, WebhookSubscriptionPlan.withVerificationToken("t").deleteOthers());

    assertThat(webhooks.list()).isEmpty();
  }

  @Test
  void ensure_whenSubscriptionIsCreatedConcurrently_updatesIt() {
    List<WebhookSubscription> createdConcurrently = new ArrayList<>();
    Webhooks raced =
        through(
            request -> {
              if (request.method().equals("POST")
                  && createdConcurrently.isEmpty()
                  && mentions(request, SLEEP)) {
                createdConcurrently.add(null);
                createdConcurrently.set(0, create(webhooks, ELSEWHERE, CREATE, SLEEP));
              }
              return null;
            });

    WebhookSyncResult result = raced.ensure(CALLBACK, PLAN);

    assertThat(result.updated())
        .extracting(WebhookSubscription::id)
        .containsExactly(createdConcurrently.get(0).id());
    assertThat(result.created()).extracting(WebhookSubscription::dataType).containsExactly(WORKOUT);
  }

  @Test
  void ensure_whenConflictingSubscriptionIsNotListed_fails() {
    Webhooks contradictory =
        through(request -> request.method().equals("POST") ? rejection(409) : null);

    assertThat(incomplete(() -> contradictory.ensure(CALLBACK, PLAN)).failures().values())
        .hasSize(2)
        .allMatch(ConflictException.class::isInstance);
  }

  @Test
  void ensure_whenSubscriptionIsDeletedConcurrently_createsItAgain() {
    WebhookSubscription ending = create(webhooks, ELSEWHERE, CREATE, SLEEP);
    Webhooks raced =
        through(
            request -> {
              if (request.method().equals("PUT")
                  && webhooks.list().stream().anyMatch(ending::equals)) {
                webhooks.delete(ending.id());
              }
              return null;
            });

    WebhookSyncResult result = raced.ensure(CALLBACK, PLAN);

    assertThat(result.updated()).isEmpty();
    assertThat(result.created()).hasSize(2);
  }

  @Test
  void ensure_whenOtherSubscriptionIsAlreadyDeleted_succeeds() {
    create(webhooks, ELSEWHERE, UPDATE, SESSION);
    Webhooks raced = through(request -> request.method().equals("DELETE") ? rejection(403) : null);

    assertThat(raced.ensure(CALLBACK, PLAN.deleteOthers()).deleted()).isEmpty();
  }

  @Test
  void ensure_whenOneIsRejected_attemptsTheOthersAndReportsIt() {
    Webhooks rejecting =
        through(
            request ->
                request.method().equals("POST") && mentions(request, SLEEP)
                    ? rejection(422)
                    : null);

    WebhookSyncException failure = incomplete(() -> rejecting.ensure(CALLBACK, PLAN));

    assertThat(failure.completed().created())
        .extracting(WebhookSubscription::dataType)
        .containsExactly(WORKOUT);
    assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, SLEEP));
    assertThat(failure.failures().values()).allMatch(InvalidRequestException.class::isInstance);
    assertThat(failure.notAttempted()).isEmpty();
    assertThat(failure)
        .hasMessageContaining("1 created")
        .hasMessageContaining("create sleep (Oura returned 422")
        .hasMessageContaining("Check the callback URL and the verification token")
        .hasMessageNotContaining("planted");
    assertThat(webhooks.ensure(CALLBACK, PLAN).created()).hasSize(1);
  }

  @Test
  void ensure_whenFailureAffectsAll_stopsAndReportsWhatWasNotAttempted() {
    Webhooks down =
        through(
            request ->
                request.method().equals("POST") && mentions(request, WORKOUT)
                    ? rejection(503)
                    : null);

    WebhookSyncException failure = incomplete(() -> down.ensure(CALLBACK, PLAN.on(UPDATE, SLEEP)));

    assertThat(failure.completed().created()).hasSize(1);
    assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, WORKOUT));
    assertThat(failure.notAttempted()).containsExactly(new WebhookTopic(UPDATE, SLEEP));
    assertThat(webhooks.list()).hasSize(1);
  }

  @Test
  void ensure_whenSecretIsWrong_failsWithoutChanges() {
    Webhooks unauthorized = through(request -> rejection(401));

    assertThatThrownBy(() -> unauthorized.ensure(CALLBACK, PLAN))
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
  void ensure_whenCallbackUrlIsInvalid_throwsAndSendsNothing(String callback) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.ensure(URI.create(callback), PLAN))
        .withMessageContaining("callback")
        .withMessageNotContaining("planted");
    assertThat(sent).isEmpty();
  }

  @Test
  void ensure_withInvalidPlan_throwsAndSendsNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> webhooks.ensure(CALLBACK, WebhookSubscriptionPlan.withVerificationToken("t")))
        .withMessageContaining("on(...)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookSubscriptionPlan.withVerificationToken(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAN.renewWithin(Duration.ofDays(-1)));
    assertThat(sent).isEmpty();
  }

  private static WebhookSyncException incomplete(Runnable call) {
    WebhookSyncException failure = catchThrowableOfType(WebhookSyncException.class, call::run);
    assertThat(failure).isNotNull();
    return failure;
  }
}
