// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.http.ScriptedServer;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.limit.RequestLimiter;
import io.github.oura4j.webhook.WebhookReceiver;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
  private static Arguments setting(String name, Consumer<OuraClient.Builder> setter) {
    return Arguments.of(name, setter);
  }

  static Stream<Arguments> invalidSettings() {
    return Stream.of(
        setting("baseUrl", b -> b.baseUrl("http://api.example")),
        setting("callTimeout", b -> b.callTimeout(Duration.ZERO)),
        setting("connectTimeout", b -> b.connectTimeout(Duration.ofSeconds(-1))),
        setting("subscriptionTimeout", b -> b.subscriptionTimeout(Duration.ZERO)),
        setting("readTimeout", b -> b.readTimeout(Duration.ofSeconds(Long.MAX_VALUE))),
        setting("maxBodyBytes", b -> b.maxBodyBytes(0)),
        setting("rateLimitMargin", b -> b.rateLimitMargin(Duration.ZERO)),
        setting("proxy", b -> b.proxy(" ", 80)),
        setting("proxy", b -> b.proxy("proxy.example", 0)),
        setting("proxy", b -> b.proxy("proxy.example", 65_536)),
        setting("proxy", b -> b.proxy("http://x:1/", 80)),
        setting("proxy", b -> b.proxy("proxy.example:80", 80)),
        setting("proxy", b -> b.proxy("me@proxy.example", 80)),
        setting("registryName", b -> b.registryName(" ")),
        setting("userAgent", b -> b.userAgent(" ")),
        setting("userAgent", b -> b.userAgent("a\r\nX: b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidSettings")
  void set_toInvalidValue_throwsAndNamesTheSetting(String name, Consumer<OuraClient.Builder> set) {
    assertThatThrownBy(() -> set.accept(OuraClient.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name);
  }

  /** Every setter, found by reflection, so that new setters are tested as well. */
  static Stream<Arguments> everySetter() {
    return Stream.of(
            OuraClient.builder(),
            OAuthClient.builder("id", "secret"),
            WebhookReceiver.builder(),
            RetryPolicy.defaults())
        .flatMap(
            settings ->
                Arrays.stream(settings.getClass().getDeclaredMethods())
                    .filter(method -> method.getReturnType().isInstance(settings))
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !method.getParameterTypes()[0].isPrimitive())
                    .map(method -> Arguments.of(settings, method)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "squid_1", "10.0.0.1", "::1", "[2001:db8::1]", "fe80::1%eth0"})
  void proxy_withHostNameOrIpAddress_isAccepted(String host) {
    assertThatCode(() -> OuraClient.builder().proxy(host, 80)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("everySetter")
  void set_toNull_throwsAndNamesTheSetting(Object settings, Method setter) {
    Object[] nulls =
        Arrays.stream(setter.getParameterTypes())
            .map(type -> type.isPrimitive() ? Integer.valueOf(1) : null)
            .toArray();
    String name = setter.getName().replaceFirst("^with", "");

    assertThatThrownBy(() -> setter.invoke(settings, nulls))
        .cause()
        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
        .extracting(failure -> String.valueOf(failure.getMessage()).replace(" ", ""))
        .asString()
        .containsIgnoringCase(name);
  }

  @Test
  @SuppressWarnings("NullAway")
  void derivedClientsAndLimits_withNull_throwAndNameTheParameter() {
    OuraClient oura = OuraClient.builder().credentials(Credentials.token("t")).build();
    Map<ThrowingCallable, String> callsWithNull =
        Map.of(
            () -> oura.withCredentials(null), "credentials",
            () -> oura.withCredentials(Credentials.token("t"), null), "zone",
            () -> oura.withDeadline(null), "deadline",
            () -> new RateLimit(1, null), "RateLimit.window",
            () -> RetryPolicy.defaults().withBackoff(Duration.ofSeconds(1), null), "maxBackoff");

    callsWithNull.forEach(
        (call, name) ->
            assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("must not be null"));
  }

  @Test
  void build_whenTheRateLimitersMarginIsShorterThanTheCallTimeout_throws() {
    RateLimit limit = RateLimit.defaults();
    OuraClient.Builder builder =
        OuraClient.builder().credentials(Credentials.token("t")).callTimeout(Duration.ofMinutes(2));
    assertThatCode(builder::build).doesNotThrowAnyException();

    builder.rateLimiter(RequestLimiter.local(limit, limit));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1M")
        .hasMessageContaining("callTimeout");

    builder.rateLimiter(RequestLimiter.local(limit, limit, Duration.ofMinutes(2)));
    assertThatCode(builder::build).doesNotThrowAnyException();

    builder.rateLimit(limit).rateLimitMargin(Duration.ofMinutes(1));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rateLimitMargin");
  }

  @Test
  void oauthCallTimeout_whenInvalid_throwsAndNamesTheSetting() {
    OAuthClient.Builder oauth = OAuthClient.builder("id", "secret");

    for (Duration invalid : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThatThrownBy(() -> oauth.callTimeout(invalid))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("callTimeout");
    }
  }

  @Test
  void withDeadline_whenNotPositive_throws() {
    OuraClient oura = OuraClient.builder().credentials(Credentials.token("t")).build();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
  }

  @Test
  void call_withUserAgentProxyTlsAndExecutor_usesThem() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    try (ScriptedServer proxy = new ScriptedServer(ScriptedServer.json("{\"age\": 40}"));
        OuraClient oura =
            OuraClient.builder()
                .credentials(Credentials.token("t"))
                .baseUrl("http://localhost:1")
                .proxy("127.0.0.1", Integer.parseInt(proxy.baseUrl().replaceFirst(".*:", "")))
                .userAgent("my-program/1.0")
                .tls(defaultTls())
                .executor(
                    task -> {
                      tasks.incrementAndGet();
                      Thread thread = new Thread(task);
                      thread.setDaemon(true);
                      thread.start();
                    })
                .build()) {
      assertThat(oura.personalInfo().get().age()).isEqualTo(40);

      assertThat(proxy.requests().get(0))
          .startsWith("GET http://localhost:1/v2/usercollection/personal_info")
          .contains("User-Agent: my-program/1.0");
      assertThat(tasks).hasPositiveValue();
    }
  }

  private static SSLContext defaultTls() throws NoSuchAlgorithmException {
    return SSLContext.getDefault();
  }
}
