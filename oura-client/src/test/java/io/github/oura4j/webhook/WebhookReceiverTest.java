// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.http.VirtualTime;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
  private static final String SECRET = "planted-secret";
  private static final String TOKEN = "planted-token +&=";
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final String TIMESTAMP = "1774083600";
  private static final String BODY =
      "{\"event_type\":\"create\",\"data_type\":\"sleep\",\"object_id\":\"o-1\","
          + "\"event_time\":\"2026-03-21T08:59:58Z\",\"user_id\":\"u-1\"}";

  /** Computed independently with {@code openssl dgst -sha256 -hmac planted-secret}. */
  private static final String SIGNATURE =
      "671D3474E77F7F0FADB0EE816540FB7EDD09887DD7BF3A2D208507B0BA86E292";

  private final List<WebhookEvent> accepted = Collections.synchronizedList(new ArrayList<>());
  private final WebhookReceiver receiver = receiverAt(NOW).build();

  private static WebhookReceiver.Builder receiverAt(Instant now) {
    return WebhookReceiver.builder()
        .clientSecret(SECRET)
        .verificationToken(TOKEN)
        .clock(Clock.fixed(now, ZoneOffset.UTC));
  }

  private static String sign(String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .withUpperCase()
          .formatHex(mac.doFinal((timestamp + body).getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void receive(String signature, String timestamp, String body) {
    receiver.receive(signature, timestamp, body.getBytes(StandardCharsets.UTF_8), accepted::add);
  }

  private void receiveSigned(String body) {
    receive(sign(TIMESTAMP, body), TIMESTAMP, body);
  }

  private WebhookRejectedException rejection(Runnable attempt) {
    WebhookRejectedException rejection =
        catchThrowableOfType(WebhookRejectedException.class, attempt::run);
    assertThat(rejection).isNotNull();
    assertThat(accepted).isEmpty();
    return rejection;
  }

  @Test
  void receive_whenOuraSignedTheEvent_passesItToTheHandler() {
    receive(SIGNATURE, TIMESTAMP, BODY);

    assertThat(accepted)
        .containsExactly(
            new WebhookEvent(
                WebhookEventType.CREATE,
                WebhookDataType.SLEEP,
                "o-1",
                "u-1",
                OffsetDateTime.parse("2026-03-21T08:59:58Z"),
                Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1726000000", "\"2026-02-30T00:00:00Z\"", "{}", "1e99999999999"})
  void receive_whenTheTimeOfTheEventIsUnreadable_acceptsTheEventAndKeepsTheValue(String time) {
    String body = BODY.replace("\"2026-03-21T08:59:58Z\"", time);

    receiveSigned(body);

    assertThat(accepted).extracting(WebhookEvent::eventTime).containsOnlyNulls();
    assertThat(OuraJson.write(accepted.get(0))).contains("\"event_time\":" + time);
  }

  @Test
  void receive_whenTheHexDigitsAreLowercase_acceptsTheEvent() {
    receive(SIGNATURE.toLowerCase(Locale.ROOT), TIMESTAMP, BODY);

    assertThat(accepted).hasSize(1);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "abc", "no hex", "zz"})
  void receive_whenTheSignatureIsMissingOrNotHex_rejectsWith401(String signature) {
    assertThat(rejection(() -> receive(signature, TIMESTAMP, BODY)).status()).isEqualTo(401);
  }

  @Test
  void receive_whenOneDigitOfTheSignatureIsNotHex_rejectsWith401() {
    String almostHex = "G" + SIGNATURE.substring(1);

    assertThat(rejection(() -> receive(almostHex, TIMESTAMP, BODY)))
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void receive_whenTheSignatureIsWrong_rejectsWith401() {
    String wrong = (SIGNATURE.charAt(0) == 'A' ? "B" : "A") + SIGNATURE.substring(1);

    WebhookRejectedException rejection = rejection(() -> receive(wrong, TIMESTAMP, BODY));

    assertThat(rejection.status()).isEqualTo(401);
    assertThat(rejection).hasMessageContaining("client secret");
  }

  @Test
  void receive_whenAnyByteOfTheBodyIsChanged_rejectsWith401() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 1;

      assertThat(
              rejection(() -> receiver.receive(SIGNATURE, TIMESTAMP, changed, accepted::add))
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void receive_whenDigitsMoveFromTheTimestampToTheBody_rejectsIt() {
    String milliseconds = TIMESTAMP + "123";

    assertThat(rejection(() -> receive(sign(milliseconds, BODY), TIMESTAMP, "123" + BODY)).status())
        .isEqualTo(400);
  }

  @Test
  void receive_ofADuplicate_returnsWithoutCallingTheHandler() {
    receive(SIGNATURE, TIMESTAMP, BODY);
    String later = "1774083601999";
    String reordered =
        "{\"user_id\":\"u-1\",\"new\":1,\"event_time\":\"2026-03-21T08:59:58Z\","
            + "\"object_id\":\"o-1\",\"data_type\":\"sleep\",\"event_type\":\"create\"}";

    receive(SIGNATURE, TIMESTAMP, BODY);
    receive(sign(later, BODY), later, BODY);
    receiveSigned(reordered);

    assertThat(accepted).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "sleep", "o-1", "u-1", "08:59:58"})
  void receive_ofAnEventThatDiffersInOneProperty_callsTheHandler(String value) {
    receiveSigned(BODY);
    receiveSigned(BODY.replace(value, value.replaceFirst(".$", "9")));

    assertThat(accepted).hasSize(2);
  }

  @Test
  void receive_ofADuplicateAfterAnHour_returnsWithoutCallingTheHandler() {
    VirtualTime time = new VirtualTime();
    time.setWallClock(Duration.between(VirtualTime.BEGIN, NOW));
    WebhookReceiver moving = receiverAt(NOW).clock(time).build();
    moving.receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add);

    time.pass(Duration.ofMinutes(70));
    String later = String.valueOf(time.millis());
    moving.receive(sign(later, BODY), later, bytes(), accepted::add);

    assertThat(accepted).hasSize(1);
  }

  @Test
  void receive_whileTheSameEventIsHandled_rejectsWith503() {
    List<Integer> statuses = new ArrayList<>();

    receiver.receive(
        SIGNATURE,
        TIMESTAMP,
        bytes(),
        event -> statuses.add(rejection(() -> receive(SIGNATURE, TIMESTAMP, BODY)).status()));
    receive(SIGNATURE, TIMESTAMP, BODY);

    assertThat(statuses).containsExactly(503);
    assertThat(accepted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1726000000", "\"planted\"", "{\"at\":[1.5]}", "true", "\"\""})
  void receive_whenTheEventTimeIsNotATimestamp_acceptsTheEventAndKeepsTheValue(String eventTime) {
    String body = BODY.replace("\"2026-03-21T08:59:58Z\"", eventTime);

    receiveSigned(body);

    WebhookEvent event = accepted.get(0);
    assertThat(event.eventTime()).isNull();
    assertThat((Object) OuraJson.read(OuraJson.write(event), Map.class))
        .isEqualTo(OuraJson.read(body, Map.class));
    assertThat(OuraJson.read(OuraJson.write(event), WebhookEvent.class)).isEqualTo(event);
  }

  @Test
  void receive_afterTheHandlerFailed_acceptsTheEventAgain() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () ->
                receiver.receive(
                    SIGNATURE,
                    TIMESTAMP,
                    body,
                    event -> {
                      throw new IllegalStateException("the queue is full");
                    }))
        .hasMessage("the queue is full");

    receive(SIGNATURE, TIMESTAMP, BODY);

    assertThat(accepted).hasSize(1);
  }

  @Test
  void receive_ofTheSameEventByManyThreads_acceptsItOnce() throws Exception {
    List<Integer> rejectedStatuses = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(16);
    for (int i = 0; i < 64; i++) {
      threads.execute(
          () -> {
            try {
              receive(SIGNATURE, TIMESTAMP, BODY);
            } catch (WebhookRejectedException e) {
              rejectedStatuses.add(e.status());
            }
          });
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    assertThat(accepted).hasSize(1);
    assertThat(rejectedStatuses).allMatch(status -> status == 503);
  }

  @Test
  void receive_atTheMaximumAge_acceptsTheEventAndBeyondRejectsIt() {
    for (int seconds : new int[] {-300, 300}) {
      accepted.clear();
      receiverAt(NOW.plusSeconds(seconds))
          .build()
          .receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add);
      assertThat(accepted).hasSize(1);
      accepted.clear();
      WebhookReceiver later = receiverAt(NOW.plusSeconds(seconds + seconds / 300)).build();
      assertThat(
              rejection(() -> later.receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add)).status())
          .isEqualTo(401);
    }
  }

  @Test
  void receive_withALongerMaximumAge_acceptsOlderEvents() {
    receiverAt(NOW.plusSeconds(3600))
        .maxAge(Duration.ofMinutes(65))
        .build()
        .receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add);

    assertThat(accepted).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1774083600",
        "1774083600.25",
        "1774083600123",
        "2026-03-21T09:00:00Z",
        "2026-03-21T11:00:00.5+02:00",
        "2026-03-21T09:00:00"
      })
  void receive_withATimestampInAnyFormat_acceptsTheEvent(String timestamp) {
    receive(sign(timestamp, BODY), timestamp, BODY);

    assertThat(accepted).hasSize(1);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "-1774083600",
        "177408360",
        "99999999999999999999",
        "1774083600e3",
        "２０２６０３２１０９",
        "2026-03-21",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z"
      })
  void receive_whenTheTimestampIsInvalidOrFarAway_rejectsWith401(String timestamp) {
    assertThat(rejection(() -> receive(sign(timestamp, BODY), timestamp, BODY)).status())
        .isEqualTo(401);
  }

  @Test
  void receive_ofABodyOf100Megabytes_rejectsWith413AndReadsNoMoreThanTheLimit() {
    GeneratedBody body = new GeneratedBody(100L * 1024 * 1024);

    assertThat(
            rejection(() -> receiver.receive(SIGNATURE, TIMESTAMP, body, accepted::add)).status())
        .isEqualTo(413);
    assertThat(body.read).isLessThanOrEqualTo(64 * 1024 + 1);
  }

  @Test
  void receive_ofABodyOfExactlyTheMaximumSize_acceptsIt() {
    WebhookReceiver sufficient = receiverAt(NOW).maxBodyBytes(BODY.length()).build();
    WebhookReceiver tooSmall = receiverAt(NOW).maxBodyBytes(BODY.length() - 1).build();

    assertThat(
            rejection(() -> tooSmall.receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add))
                .status())
        .isEqualTo(413);
    sufficient.receive(SIGNATURE, TIMESTAMP, bytes(), accepted::add);
    assertThat(accepted).hasSize(1);
  }

  @Test
  void receive_whenTheBodyCannotBeRead_rejectsWith400() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThat(
            rejection(() -> receiver.receive(SIGNATURE, TIMESTAMP, broken, accepted::add)).status())
        .isEqualTo(400);
  }

  static Stream<String> unreadableValues() {
    return Stream.of(
        "1".repeat(1_100), "[".repeat(1_100) + "]".repeat(1_100), "tru", "01", "\"\\x\"", "\"\n\"");
  }

  @ParameterizedTest
  @MethodSource("unreadableValues")
  void receive_whenAnAdditionalPropertyIsUnreadable_acceptsTheEventWithoutIt(String value) {
    receiveSigned(BODY.replaceFirst("\\{", "{\"new\":" + value.replace("\\", "\\\\") + ","));
    receiveSigned(BODY.replaceFirst("\\{", "{\"new\":" + value.replace("\\", "\\\\") + " ,"));

    assertThat(accepted)
        .hasSize(2)
        .allMatch(event -> event.objectId().equals("o-1") && event.unknownProperties().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("unreadableValues")
  void receive_whenARequiredPropertyIsUnreadable_rejectsWith400(String value) {
    WebhookRejectedException rejection =
        rejection(() -> receiveSigned(BODY.replace("\"o-1\"", value)));

    assertThat(rejection.status()).isEqualTo(400);
    assertThat(rejection).hasMessageContaining("object_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "{}",
        "\"planted\"",
        "{\"event_type\":\"create\"",
        "<html>planted</html>",
        "{\"event_type\":\"create\",\"data_type\":\"sleep\",\"object_id\":\"planted\"}",
        "{\"event_type\":\"create\",\"data_type\":\"sleep\",\"object_id\":7,\"user_id\":\"u\"}",
        "{\"event_type\":\"create\",\"data_type\":\"sleep\",\"object_id\":\" \",\"user_id\":\"u\"}",
        "{\"event_type\":null,\"data_type\":\"sleep\",\"object_id\":\"o\",\"user_id\":\"u\"}"
      })
  void receive_whenTheSignedBodyIsNotAnEvent_rejectsWith400(String body) {
    WebhookRejectedException rejection = rejection(() -> receiveSigned(body));

    assertThat(rejection.status()).isEqualTo(400);
    assertThat(stackTrace(rejection)).contains("not an event").doesNotContain("planted");
  }

  @Test
  void receive_whenTypesAndPropertiesAreUnknown_preservesThem() {
    String body =
        "{\"event_type\":\"dream\",\"data_type\":\"meal_2\",\"object_id\":\"o\",\"user_id\":\"u\","
            + "\"new\":{\"list\":[1,null]}}";
    receiveSigned(body);

    WebhookEvent event = accepted.get(0);
    assertThat(event.eventType().known()).isEqualTo(WebhookEventType.Known.UNKNOWN);
    assertThat(event.dataType()).hasToString("meal_2");
    assertThat(event.eventTime()).isNull();
    assertThat(event.unknownProperties()).containsOnlyKeys("new");
    assertThat((Object) OuraJson.read(OuraJson.write(event), Map.class))
        .isEqualTo(OuraJson.read(body, Map.class));
    assertThat(OuraJson.read(OuraJson.write(event), WebhookEvent.class)).isEqualTo(event);
  }

  @Test
  void respondToChallenge_whenTheTokenMatches_returnsTheChallengeAsJson() {
    String challenge = "a\"b\\c\n</script>é";

    String json = receiver.respondToChallenge(query(TOKEN, challenge));

    assertThat((Object) OuraJson.read(json, Map.class)).isEqualTo(Map.of("challenge", challenge));
  }

  @Test
  void respondToChallenge_whenTheTokenIsWrong_rejectsWith403() {
    for (String token :
        List.of("another", TOKEN + "x", TOKEN.substring(1), "x" + TOKEN.substring(1))) {
      assertThat(rejection(() -> receiver.respondToChallenge(query(token, "c"))).status())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "challenge=c",
        "verification_token=t",
        "verification_token=&challenge=c",
        "verification_token=t&challenge=",
        "verification_token=t&challenge=c&challenge=d",
        "verification_token=%zz&challenge=c"
      })
  void respondToChallenge_whenTheQueryIsNotAChallenge_rejectsWith400(String query) {
    assertThat(rejection(() -> receiver.respondToChallenge(query)).status()).isEqualTo(400);
  }

  @Test
  void messagesAndToString_always_containNeitherSecretNorToken() {
    List<String> texts = new ArrayList<>();
    texts.add(receiver.toString());
    texts.add(new ChallengeQuery(query(TOKEN, "c")).toString());
    texts.add(WebhookSubscriptionPlan.withVerificationToken(TOKEN).toString());
    texts.add(stackTrace(rejection(() -> receive("A".repeat(64), TIMESTAMP, BODY))));
    texts.add(stackTrace(rejection(() -> receive(SIGNATURE, "planted", BODY))));
    texts.add(stackTrace(rejection(() -> receiver.respondToChallenge(query("planted-x", "c")))));
    texts.add(stackTrace(rejection(() -> receiver.respondToChallenge("planted"))));

    assertThat(texts).noneMatch(text -> text.contains("planted"));
    assertThat(texts).noneMatch(text -> text.contains(SIGNATURE.substring(0, 8)));
  }

  @Test
  void build_withAMissingOrInvalidSetting_fails() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().verificationToken("t").build())
        .withMessageContaining("client secret");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> WebhookReceiver.builder().clientSecret("s").verificationToken(" ").build())
        .withMessageContaining("verification token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().maxAge(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().maxAge(Duration.ofDays(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().maxBodyBytes(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookReceiver.builder().maxRememberedEvents(0));
  }

  private static byte[] bytes() {
    return BODY.getBytes(StandardCharsets.UTF_8);
  }

  private static String query(String token, String challenge) {
    return "verification_token="
        + URLEncoder.encode(token, StandardCharsets.UTF_8)
        + "&challenge="
        + URLEncoder.encode(challenge, StandardCharsets.UTF_8);
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** A body of spaces that is generated while it is read, so that it needs no memory. */
  private static final class GeneratedBody extends InputStream {
    private final long length;
    private long read;

    GeneratedBody(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read++ < length ? ' ' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      int chunk = (int) Math.min(count, length - read);
      read += chunk;
      return chunk == 0 && count > 0 ? -1 : chunk;
    }
  }
}
