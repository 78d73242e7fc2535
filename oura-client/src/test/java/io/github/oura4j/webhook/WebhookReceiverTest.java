// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** Made by another program than this: {@code openssl dgst -sha256 -hmac planted-secret}. */
  private static final String SIGNATURE =
      "671D3474E77F7F0FADB0EE816540FB7EDD09887DD7BF3A2D208507B0BA86E292";

  private final List<WebhookEvent> taken = Collections.synchronizedList(new ArrayList<>());
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
    receiver.receive(signature, timestamp, body.getBytes(StandardCharsets.UTF_8), taken::add);
  }

  private void receiveSigned(String body) {
    receive(sign(TIMESTAMP, body), TIMESTAMP, body);
  }

  private WebhookRejectedException refusal(Runnable attempt) {
    WebhookRejectedException refusal =
        catchThrowableOfType(WebhookRejectedException.class, attempt::run);
    assertThat(refusal).isNotNull();
    assertThat(taken).isEmpty();
    return refusal;
  }

  @Test
  void receive_whenOuraSignedIt_handsTheEventOn() {
    receive(SIGNATURE, TIMESTAMP, BODY);

    assertThat(taken)
        .containsExactly(
            new WebhookEvent(
                WebhookEventType.CREATE,
                WebhookDataType.SLEEP,
                "o-1",
                "u-1",
                OffsetDateTime.parse("2026-03-21T08:59:58Z"),
                Map.of()));
  }

  @Test
  void receive_whenTheHexIsInSmallLetters_takesItAllTheSame() {
    receive(SIGNATURE.toLowerCase(Locale.ROOT), TIMESTAMP, BODY);

    assertThat(taken).hasSize(1);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "abc", "no hex", "zz"})
  void receive_whenTheSignatureIsMissingOrNoHex_answers401(String signature) {
    assertThat(refusal(() -> receive(signature, TIMESTAMP, BODY)).status()).isEqualTo(401);
  }

  @Test
  void receive_whenTheSignatureIsAlmostHex_answers401() {
    String almost = "G" + SIGNATURE.substring(1);

    assertThat(refusal(() -> receive(almost, TIMESTAMP, BODY)))
        .hasMessageContaining("64 hex digits");
  }

  @Test
  void receive_whenTheSignatureIsAnothers_answers401() {
    String anothers = (SIGNATURE.charAt(0) == 'A' ? "B" : "A") + SIGNATURE.substring(1);

    WebhookRejectedException refusal = refusal(() -> receive(anothers, TIMESTAMP, BODY));

    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal).hasMessageContaining("client secret");
  }

  @Test
  void receive_whenAnyByteOfTheBodyIsChanged_answers401() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 1;

      assertThat(
              refusal(() -> receiver.receive(SIGNATURE, TIMESTAMP, changed, taken::add)).status())
          .isEqualTo(401);
    }
  }

  @Test
  void receive_whenDigitsMoveFromTimeStampToBody_isRefused() {
    String milliseconds = TIMESTAMP + "123";

    assertThat(refusal(() -> receive(sign(milliseconds, BODY), TIMESTAMP, "123" + BODY)).status())
        .isEqualTo(400);
  }

  @Test
  void receive_whenItComesAgain_answers409AndHandsItOnOnce() {
    receive(SIGNATURE, TIMESTAMP, BODY);
    taken.clear();

    assertThat(refusal(() -> receive(SIGNATURE, TIMESTAMP, BODY)).status()).isEqualTo(409);
    assertThat(refusal(() -> receive(SIGNATURE.toLowerCase(Locale.ROOT), TIMESTAMP, BODY)).status())
        .isEqualTo(409);
  }

  @Test
  void receive_whenTheHandlerFailed_takesTheRepetition() {
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

    assertThat(taken).hasSize(1);
  }

  @Test
  void receive_whenManyThreadsBringTheSameEvent_handsItOnOnce() throws Exception {
    AtomicInteger refused = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    for (int i = 0; i < 64; i++) {
      threads.execute(
          () -> {
            try {
              receive(SIGNATURE, TIMESTAMP, BODY);
            } catch (WebhookRejectedException e) {
              refused.incrementAndGet();
            }
          });
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(taken).hasSize(1);
    assertThat(refused).hasValue(63);
  }

  @Test
  void receive_atTheEdgesOfTheAgeLimit_takesItAndBeyondRefusesIt() {
    for (int seconds : new int[] {-300, 300}) {
      taken.clear();
      receiverAt(NOW.plusSeconds(seconds))
          .build()
          .receive(SIGNATURE, TIMESTAMP, bytes(), taken::add);
      assertThat(taken).hasSize(1);
      taken.clear();
      WebhookReceiver beyond = receiverAt(NOW.plusSeconds(seconds + seconds / 300)).build();
      assertThat(refusal(() -> beyond.receive(SIGNATURE, TIMESTAMP, bytes(), taken::add)).status())
          .isEqualTo(401);
    }
  }

  @Test
  void receive_whenTheAgeLimitIsLonger_takesOlderEvents() {
    receiverAt(NOW.plusSeconds(3600))
        .maxAge(Duration.ofMinutes(65))
        .build()
        .receive(SIGNATURE, TIMESTAMP, bytes(), taken::add);

    assertThat(taken).hasSize(1);
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
  void receive_whateverTheFormOfTheTimeStamp_readsIt(String timestamp) {
    receive(sign(timestamp, BODY), timestamp, BODY);

    assertThat(taken).hasSize(1);
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
  void receive_whenTheTimeStampIsNoneOrFarAway_answers401(String timestamp) {
    assertThat(refusal(() -> receive(sign(timestamp, BODY), timestamp, BODY)).status())
        .isEqualTo(401);
  }

  @Test
  void receive_when100MegabytesCome_answers413AndReadsNoFurtherThanTheLimit() {
    Endless body = new Endless(100L * 1024 * 1024);

    assertThat(refusal(() -> receiver.receive(SIGNATURE, TIMESTAMP, body, taken::add)).status())
        .isEqualTo(413);
    assertThat(body.read).isLessThanOrEqualTo(64 * 1024 + 1);
  }

  @Test
  void receive_whenTheBodyIsJustAtTheLimit_readsIt() {
    WebhookReceiver narrow = receiverAt(NOW).maxBodyBytes(BODY.length()).build();
    WebhookReceiver narrower = receiverAt(NOW).maxBodyBytes(BODY.length() - 1).build();

    assertThat(refusal(() -> narrower.receive(SIGNATURE, TIMESTAMP, bytes(), taken::add)).status())
        .isEqualTo(413);
    narrow.receive(SIGNATURE, TIMESTAMP, bytes(), taken::add);
    assertThat(taken).hasSize(1);
  }

  @Test
  void receive_whenTheBodyBreaksOff_answers400() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();

    assertThat(refusal(() -> receiver.receive(SIGNATURE, TIMESTAMP, broken, taken::add)).status())
        .isEqualTo(400);
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
        "{\"event_type\":null,\"data_type\":\"sleep\",\"object_id\":\"o\",\"user_id\":\"u\"}",
        "{\"event_type\":\"a\",\"data_type\":\"b\",\"object_id\":\"c\",\"user_id\":\"d\",\"event_time\":\"planted\"}"
      })
  void receive_whenWhatIsSignedIsNoEvent_answers400(String body) {
    WebhookRejectedException refusal = refusal(() -> receiveSigned(body));

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(stackTrace(refusal)).contains("no event").doesNotContain("planted");
  }

  @Test
  void receive_whenKindAndPropertiesAreNew_keepsThem() {
    String body =
        "{\"event_type\":\"dream\",\"data_type\":\"meal_2\",\"object_id\":\"o\",\"user_id\":\"u\","
            + "\"new\":{\"list\":[1,null]}}";
    receiveSigned(body);

    WebhookEvent event = taken.get(0);
    assertThat(event.eventType().known()).isEqualTo(WebhookEventType.Known.UNKNOWN);
    assertThat(event.dataType()).hasToString("meal_2");
    assertThat(event.eventTime()).isNull();
    assertThat(event.unknownProperties()).containsOnlyKeys("new");
    assertThat((Object) OuraJson.read(OuraJson.write(event), Map.class))
        .isEqualTo(OuraJson.read(body, Map.class));
    assertThat(OuraJson.read(OuraJson.write(event), WebhookEvent.class)).isEqualTo(event);
  }

  @Test
  void answerChallenge_whenTheTokenIsOurs_sendsTheChallengeBackAsJson() {
    String challenge = "a\"b\\c\n</script>é";

    String json = receiver.respondToChallenge(query(TOKEN, challenge));

    assertThat((Object) OuraJson.read(json, Map.class)).isEqualTo(Map.of("challenge", challenge));
  }

  @Test
  void answerChallenge_whenTheTokenIsAnothers_answers403() {
    for (String token :
        List.of("another", TOKEN + "x", TOKEN.substring(1), "x" + TOKEN.substring(1))) {
      assertThat(refusal(() -> receiver.respondToChallenge(query(token, "c"))).status())
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
  void answerChallenge_whenItIsNone_answers400(String query) {
    assertThat(refusal(() -> receiver.respondToChallenge(query)).status()).isEqualTo(400);
  }

  @Test
  void whateverIsTold_holdsNeitherSecretNorToken() {
    List<String> told = new ArrayList<>();
    told.add(receiver.toString());
    told.add(new ChallengeQuery(query(TOKEN, "c")).toString());
    told.add(WebhookSubscriptionPlan.withVerificationToken(TOKEN).toString());
    told.add(stackTrace(refusal(() -> receive("A".repeat(64), TIMESTAMP, BODY))));
    told.add(stackTrace(refusal(() -> receive(SIGNATURE, "planted", BODY))));
    told.add(stackTrace(refusal(() -> receiver.respondToChallenge(query("planted-x", "c")))));
    told.add(stackTrace(refusal(() -> receiver.respondToChallenge("planted"))));

    assertThat(told).noneMatch(text -> text.contains("planted"));
    assertThat(told).noneMatch(text -> text.contains(SIGNATURE.substring(0, 8)));
  }

  @Test
  void build_withoutSecretOrToken_saysWhy() {
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
    StringWriter whole = new StringWriter();
    failure.printStackTrace(new PrintWriter(whole));
    return whole.toString();
  }

  /** A body that nobody holds in memory. */
  private static final class Endless extends InputStream {
    private final long length;
    private long read;

    Endless(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read++ < length ? ' ' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) {
      int more = (int) Math.min(count, length - read);
      read += more;
      return more == 0 && count > 0 ? -1 : more;
    }
  }
}
