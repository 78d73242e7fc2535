// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.credentials.AuthorizationCode;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sends tokens, secrets and health values through the client, and searches for them in logs,
 * exceptions and strings.
 */
@Isolated("it collects log records of loggers that are shared by the whole process")
class SecretRedactionTest {
  private static final String TOKEN = "planted-token";
  private static final String SECRET = "planted-secret";

  private final List<String> texts = new CopyOnWriteArrayList<>();

  private OuraClient respondingWith(int status, String body) {
    VirtualTime time = new VirtualTime();
    return OuraClient.builder()
        .ticker(time)
        .sleeper(time)
        .credentials(Credentials.token(TOKEN))
        .application("planted-app", SECRET)
        .transport(
            request -> {
              if (status == 0) {
                throw new IOException("connection reset");
              }
              return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
            })
        .build();
  }

  @Test
  void logsExceptionsAndStrings_neverContainSecretsOrHealthValues() {
    List<Logger> loggers = List.of(Logger.getLogger("io.github.oura4j"), Logger.getLogger("feign"));
    Handler logCollector = new LogCollector();
    loggers.forEach(logger -> logger.setLevel(Level.ALL));
    loggers.forEach(logger -> logger.addHandler(logCollector));
    try {
      collectAll();
    } finally {
      loggers.forEach(logger -> logger.removeHandler(logCollector));
      loggers.forEach(logger -> logger.setLevel(null));
    }

    assertThat(texts).hasSizeGreaterThan(50);
    assertThat(texts).anyMatch(text -> text.contains("GET /v2/usercollection/sleep -> 200"));
    assertThat(texts).anyMatch(text -> text.contains("POST /oauth/token -> 400"));
    assertThat(texts).noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("planted"));
    assertThat(texts).noneMatch(text -> text.contains("48213"));
  }

  private void collectAll() {
    String broken =
        "{\"data\":[{\"id\":\"a\",\"score\":\"planted\",\"average_heart_rate\":\"48213\"}],"
            + "\"next_token\":\"planted-next\"}";
    for (int status : new int[] {0, 200, 302, 400, 401, 403, 404, 409, 422, 426, 429, 500, 502}) {
      for (String body :
          List.of(
              broken,
              "{\"data\":[{\"average_heart_rate\":48213}",
              "<html>planted</html>",
              "{\"detail\":\"planted\"}",
              "{\"detail\":[{\"loc\":[\"query\",1],\"msg\":\"planted\",\"type\":\"t\"}]}")) {
        callAll(respondingWith(status, body));
      }
    }
    collectOAuth();
    texts.add(Environment.of(Map.of("OURA_ACCESS_TOKEN", TOKEN), Path.of("none")).toString());
    texts.add(Credentials.token(TOKEN).toString());
    texts.add(
        OuraRequest.of("GET", URI.create("https://x.example/y?z=planted"), Duration.ofSeconds(1))
            .withHeader("Authorization", "Bearer " + TOKEN)
            .toString());
    texts.add(
        new OuraResponse(200, Map.of(), "planted".getBytes(StandardCharsets.UTF_8)).toString());
  }

  /**
   * Sends every token, code, state and secret of OAuth2 through every response of the endpoints.
   */
  private void collectOAuth() {
    OAuthTokens tokens =
        new OAuthTokens(
            "planted-access", "planted-refresh", Instant.EPOCH, Instant.EPOCH, Set.of(Scope.DAILY));
    AuthorizationCode code = new AuthorizationCode("planted-code", Set.of(Scope.DAILY));
    texts.add(tokens + " " + StoredTokens.of(tokens) + " " + code);
    for (int status : new int[] {0, 200, 302, 400, 401, 403, 404, 429, 500, 502, 503}) {
      for (String body :
          List.of(
              "{\"error\": \"invalid_grant\", \"error_description\": \"planted\"}",
              "{\"error\": \"planted\"}",
              "{\"access_token\": \"planted\", \"refresh_token\": 48213}",
              "<html>planted</html>")) {
        OAuthClient oauth = oauthRespondingWith(status, body);
        TokenStore store = TokenStore.inMemory();
        store.save("one", tokens);
        Credentials credentials = oauth.credentials(store, "one");
        texts.add(oauth + " " + store + " " + credentials);
        collectFailure(() -> oauth.exchange(code));
        collectFailure(() -> oauth.refresh(tokens));
        collectFailure(() -> oauth.revoke(tokens));
        collectFailure(credentials::accessToken);
        collectFailure(credentials::accessToken);
        collectFailure(() -> credentials.refreshAfter("planted-access"));
        collectFailure(
            () -> oauth.parseCallback("?state=planted-state&code=planted-code", "other"));
        collectFailure(
            () -> oauth.parseCallback("?error=PLANTED&state=planted-state", "planted-state"));
        texts.add(oauth.parseCallback("?state=s&code=planted-code", "s").toString());
        texts.add(oauth.authorize(Set.of(Scope.DAILY)).toString());
      }
    }
  }

  private static OAuthClient oauthRespondingWith(int status, String body) {
    return OAuthClient.builder("an-application", SECRET)
        .redirectUri("https://x.example/back")
        .endpoints(OAuthEndpoints.legacy())
        .transport(
            request -> {
              if (status == 0) {
                throw new IOException("connection reset");
              }
              return new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
            })
        .build();
  }

  private void callAll(OuraClient oura) {
    texts.add(oura.toString());
    texts.add(oura.sandbox().toString());
    texts.add(oura.sleep().toString());
    texts.add(oura.heartRate().toString());
    texts.add(oura.webhooks().toString());
    texts.add(oura.raw().toString());
    List<Runnable> calls = new ArrayList<>();
    calls.add(() -> oura.sleep().list());
    calls.add(() -> oura.sleep().get("an-id"));
    calls.add(() -> oura.heartRate().list());
    calls.add(() -> oura.personalInfo().get());
    calls.add(() -> oura.webhooks().list());
    WebhookSubscriptionPlan plan =
        WebhookSubscriptionPlan.withVerificationToken("planted-verification")
            .on(WebhookEventType.CREATE, WebhookDataType.SLEEP)
            .deleteOthers();
    texts.add(plan.toString());
    calls.add(() -> oura.webhooks().ensure(URI.create("https://callback.example/"), plan));
    calls.add(() -> create(oura.webhooks(), "planted-verification"));
    calls.add(() -> oura.raw().get("/v2/x", Map.of("q", "planted")));
    for (Runnable call : calls) {
      collectFailure(call);
    }
  }

  private void collectFailure(Runnable call) {
    Throwable failure = catchThrowable(call::run);
    if (failure != null) {
      StringWriter whole = new StringWriter();
      failure.printStackTrace(new PrintWriter(whole));
      texts.add(whole.toString());
    }
  }

  private void create(Webhooks webhooks, String verificationToken) {
    NewWebhookSubscription subscription =
        NewWebhookSubscription.builder()
            .callbackUrl("https://callback.example/")
            .verificationToken(verificationToken)
            .build();
    texts.add(subscription.toString());
    webhooks.create(subscription);
  }

  private final class LogCollector extends Handler {
    @Override
    public void publish(LogRecord record) {
      texts.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
