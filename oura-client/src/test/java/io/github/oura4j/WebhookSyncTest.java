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
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.error.ServerException;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SubscriptionFault;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import io.github.oura4j.webhook.WebhookSyncException;
import io.github.oura4j.webhook.WebhookSyncResult;
import io.github.oura4j.webhook.WebhookTopic;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Returns the response to send instead of the simulator's, or null. */
  @FunctionalInterface
  private interface ResponseOverride {
    OuraResponse responseTo(OuraRequest request) throws IOException, InterruptedException;
  }

  /** The simulator's subscriptions, with responses that can be overridden for some requests. */
  private Webhooks through(ResponseOverride override) {
    Transport overriding =
        request -> {
          sent.add(request.method());
          OuraResponse response = override.responseTo(request);
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

  private static OuraResponse response(int status, String body) {
    return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static OuraClient clientOf(OuraSimulator server) {
    return OuraClient.builder()
        .baseUrl(server.baseUrl())
        .credentials(Credentials.token("t"))
        .application("simulated-client-id", "simulated-client-secret")
        .build();
  }

  @Test
  void ensure_whenOuraReportsAnSslError_attemptsTheOthersAndShowsTheTextWithoutTheToken() {
    try (OuraSimulator server =
            OuraSimulator.builder()
                .clock(at(NOW))
                .subscriptionFault(SLEEP, SubscriptionFault.SSL_ERROR)
                .start();
        OuraClient oura = clientOf(server)) {
      WebhookSyncException failure = incomplete(() -> oura.webhooks().ensure(CALLBACK, PLAN));

      assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, SLEEP));
      assertThat(failure.completed().created()).hasSize(1);
      assertThat(failure.notAttempted()).isEmpty();
      assertThat(failure)
          .hasMessageContaining("SSLError")
          .hasMessageContaining("unable to get local issuer certificate")
          .hasMessageContaining("https://callback.example/oura?...")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void ensure_whenAGatewayTimesOut_findsTheSubscriptionThatWasCreated() {
    try (OuraSimulator server =
            OuraSimulator.builder()
                .clock(at(NOW))
                .subscriptionFault(SLEEP, SubscriptionFault.GATEWAY_TIMEOUT)
                .subscriptionFault(WORKOUT, SubscriptionFault.GATEWAY_TIMEOUT_WITHOUT_SUBSCRIPTION)
                .start();
        OuraClient oura = clientOf(server)) {
      WebhookSyncException failure =
          incomplete(() -> oura.webhooks().ensure(CALLBACK, PLAN.on(CREATE, SESSION)));

      assertThat(failure.completed().created())
          .extracting(WebhookSubscription::dataType)
          .containsExactly(SLEEP, SESSION);
      assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, WORKOUT));
      assertThat(failure)
          .hasMessageContaining("504")
          .hasMessageContaining("list the subscriptions");
    }
  }

  @Test
  void ensure_whenTheResponseIsLost_findsTheSubscriptionAndAttemptsTheOthers() {
    Webhooks losing =
        through(
            request -> {
              if (!request.method().equals("POST")) {
                return null;
              }
              if (mentions(request, SLEEP)) {
                transport.send(request);
              }
              throw new HttpTimeoutException("no complete response");
            });

    WebhookSyncException failure = incomplete(() -> losing.ensure(CALLBACK, PLAN));

    assertThat(failure.completed().created())
        .extracting(WebhookSubscription::dataType)
        .containsExactly(SLEEP);
    assertThat(failure.failures()).containsOnlyKeys(new WebhookTopic(CREATE, WORKOUT));
    assertThat(failure.notAttempted()).isEmpty();
  }

  @Test
  void ensure_whenAGatewayTimesOut_reportsAnUpdateOnlyIfItWasMade() {
    WebhookSubscription before = create(webhooks, ELSEWHERE, CREATE, SLEEP);
    AtomicBoolean isProcessed = new AtomicBoolean();
    Webhooks slow =
        through(
            request -> {
              if (!request.method().equals("PUT") || request.uri().getPath().contains("/renew/")) {
                return null;
              }
              if (isProcessed.get()) {
                transport.send(request);
              }
              return response(504, "<html>");
            });
    WebhookSubscriptionPlan plan =
        WebhookSubscriptionPlan.withVerificationToken("t").on(CREATE, SLEEP);

    assertThat(incomplete(() -> slow.ensure(CALLBACK, plan)).completed().updated()).isEmpty();
    isProcessed.set(true);
    assertThat(slow.ensure(CALLBACK, plan).updated())
        .extracting(WebhookSubscription::id)
        .containsExactly(before.id());
  }

  @Test
  void update_whenAGatewayTimesOut_failsBecauseTheListDoesNotShowVerificationTokens() {
    WebhookSubscription before = create(webhooks, CALLBACK, CREATE, SLEEP);
    Webhooks slow =
        through(request -> request.method().equals("PUT") ? response(504, "<html>") : null);

    assertThatThrownBy(
            () ->
                slow.update(
                    before.id(),
                    WebhookSubscriptionUpdate.builder()
                        .callbackUrl(CALLBACK.toString())
                        .verificationToken("planted")
                        .build()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("list the subscriptions")
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'detail':'HTTPSConnectionPool: Max retries exceeded (Caused by SSLError(1, 'x'))'}",
        "{'detail':'Callback verification failed: SSLError(1)'}",
        "{'message':'SSLError with ?verification_token=planted&challenge=1'}",
        "SSLError: https://x.example/?verification_token=planted",
        "{'detail':'ConnectionError: {`verification_token`: `planted`, `challenge`: `planted`}'}",
        "{'detail':'SSLError https%3A%2F%2Fx.example%3Fverification_token%3Dplanted'}",
        "{'detail':'SSLError for the token planted'}"
      })
  void create_whenTheCallbackFails_showsTheTextOfAnyForm(String body) {
    String json = body.replace('\'', '"').replace('`', '\'').replace("\"x\"", "'x'");
    Webhooks failing =
        through(request -> request.method().equals("POST") ? response(500, json) : null);

    assertThatThrownBy(
            () ->
                failing.create(
                    NewWebhookSubscription.builder()
                        .callbackUrl(CALLBACK.toString())
                        .eventType(CREATE)
                        .dataType(SLEEP)
                        .verificationToken("planted")
                        .build()))
        .isInstanceOf(ServerException.class)
        .hasMessageMatching("(?s).*(SSL|Connection)Error.*")
        .hasMessageContaining("Check that the callback responds over HTTPS")
        .hasMessageNotContaining("planted");
  }

  @Test
  void ensure_whenTheConnectionFails_stops() {
    Webhooks unreachable =
        through(
            request -> {
              if (request.method().equals("GET")) {
                return null;
              }
              throw new ConnectException("the connection was refused");
            });

    WebhookSyncException failure = incomplete(() -> unreachable.ensure(CALLBACK, PLAN));

    assertThat(failure.notAttempted()).containsExactly(new WebhookTopic(CREATE, WORKOUT));
  }

  @Test
  void ensure_whenAnIdIsOdd_attemptsTheOthers() {
    Webhooks odd =
        through(
            request ->
                request.method().equals("GET")
                    ? response(
                        200,
                        "[{\"id\":\"a/../b\",\"event_type\":\"create\",\"data_type\":\"sleep\","
                            + "\"callback_url\":\"https://elsewhere.example/oura\"}]")
                    : null);

    WebhookSyncException failure = incomplete(() -> odd.ensure(CALLBACK, PLAN));

    assertThat(failure.failures())
        .containsOnlyKeys(new WebhookTopic(CREATE, SLEEP))
        .allSatisfy((topic, cause) -> assertThat(cause).isInstanceOf(OuraDecodingException.class));
    assertThat(failure.completed().created()).hasSize(1);
  }

  @Test
  void create_always_hasItsOwnTimeout() {
    List<OuraRequest> requests = new ArrayList<>();
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .application("id", "secret")
            .transport(
                request -> {
                  requests.add(request);
                  return response(201, "{\"id\":\"s\"}");
                })
            .build()) {
      create(oura.webhooks(), CALLBACK, CREATE, SLEEP);
      create(oura.withDeadline(Duration.ofSeconds(7)).webhooks(), CALLBACK, CREATE, SLEEP);
      oura.webhooks().get("s");
    }

    assertThat(requests)
        .extracting(OuraRequest::timeout)
        .containsExactly(Duration.ofMinutes(3), Duration.ofSeconds(7), Duration.ofSeconds(60));
    assertThat(requests)
        .extracting(OuraRequest::readTimeout)
        .containsExactly(
            Optional.of(Duration.ofMinutes(3)),
            Optional.of(Duration.ofSeconds(7)),
            Optional.empty());
    assertThat(requests)
        .extracting(request -> request.deadline().total())
        .containsExactly(
            Duration.ofMinutes(3), Duration.ofSeconds(7), RetryPolicy.defaults().deadline());
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
