// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.error.AuthenticationException;
import io.github.oura4j.error.ConfigurationException;
import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.InvalidRequestException;
import io.github.oura4j.error.NotFoundException;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.error.PermissionException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.internal.util.DateInterval;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DailyCardiovascularAge;
import io.github.oura4j.model.DailyReadiness;
import io.github.oura4j.model.DailyResilience;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DailySpo2;
import io.github.oura4j.model.DailyStress;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.EnhancedTag;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.RestModePeriod;
import io.github.oura4j.model.Session;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.SleepTime;
import io.github.oura4j.model.Tag;
import io.github.oura4j.model.Vo2Max;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.ReceivedRequest;
import io.github.oura4j.simulator.SimulatedPerson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OuraClientTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-20T23:52:30Z"), ZoneOffset.UTC);

  /** Today for the person in Tokyo, where it is already the next morning. */
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);

  private OuraSimulator simulator;
  private SimulatedPerson person;
  private OuraClient oura;

  @BeforeAll
  void start() {
    simulator =
        OuraSimulator.builder()
            .clock(CLOCK)
            .pageSize(97)
            .documentPageSize(7)
            .person(
                SimulatedPerson.builder()
                    .seed(11)
                    .zone(TOKYO)
                    .firstDay(TODAY.minusDays(200))
                    .newestDay(TODAY)
                    .token("token-of-tokyo")
                    .build())
            .person(
                SimulatedPerson.builder().seed(12).token("lapsed-token").membershipLapsed().build())
            .application("app-1", "app-secret-1")
            .start();
    person = simulator.person();
    oura = client().build();
  }

  private OuraClient.Builder client() {
    return OuraClient.builder()
        .baseUrl(simulator.baseUrl())
        .credentials(Credentials.token("token-of-tokyo"))
        .application("app-1", "app-secret-1")
        .clock(CLOCK)
        .zone(TOKYO);
  }

  @AfterAll
  void stop() {
    oura.close();
    simulator.close();
  }

  /** A dated data type: its model and its accessor. */
  record DatedType<T extends Document>(
      Class<T> type, Function<OuraClient, DatedDocuments<T>> accessor) {}

  /** All dated data types, always in the same order. */
  static List<DatedType<?>> dated() {
    return List.of(
        new DatedType<>(DailyActivity.class, OuraClient::dailyActivity),
        new DatedType<>(DailyCardiovascularAge.class, OuraClient::dailyCardiovascularAge),
        new DatedType<>(DailyReadiness.class, OuraClient::dailyReadiness),
        new DatedType<>(DailyResilience.class, OuraClient::dailyResilience),
        new DatedType<>(DailySleep.class, OuraClient::dailySleep),
        new DatedType<>(DailySpo2.class, OuraClient::dailySpo2),
        new DatedType<>(DailyStress.class, OuraClient::dailyStress),
        new DatedType<>(EnhancedTag.class, OuraClient::enhancedTag),
        new DatedType<>(RestModePeriod.class, OuraClient::restModePeriod),
        new DatedType<>(Session.class, OuraClient::session),
        new DatedType<>(SleepPeriod.class, OuraClient::sleep),
        new DatedType<>(SleepTime.class, OuraClient::sleepTime),
        new DatedType<>(Tag.class, OuraClient::tag),
        new DatedType<>(Vo2Max.class, OuraClient::vo2Max),
        new DatedType<>(Workout.class, OuraClient::workout));
  }

  @TestFactory
  Stream<DynamicTest> list_ofEveryDatedType_returnsAllDocumentsOfTheRange() {
    DateRange range = DateRange.between(TODAY.minusDays(150), TODAY.minusDays(3));
    return dated().stream()
        .map(type -> dynamicTest(type.type().getSimpleName(), () -> assertAllOfRange(type, range)));
  }

  private <T extends Document> void assertAllOfRange(DatedType<T> type, DateRange range) {
    DateInterval interval = new DateInterval(range.firstDay(TODAY), range.lastDay(TODAY));
    List<T> listed = type.accessor().apply(oura).list(range);
    assertThat(listed).isNotEmpty();

    List<T> expected =
        person
            .documents(type.type(), interval.first().minusDays(50), interval.last().plusDays(2))
            .stream()
            .filter(interval::overlaps)
            .toList();

    assertThat(listed).containsExactlyElementsOf(expected);
  }

  @TestFactory
  Stream<DynamicTest> get_ofEveryDatedType_returnsTheListedDocument() {
    return dated().stream()
        .map(
            type ->
                dynamicTest(
                    type.type().getSimpleName(),
                    () -> assertFoundById(type.accessor().apply(oura), DateRange.lastDays(200))));
  }

  private static <T extends Document> void assertFoundById(
      DatedDocuments<T> documents, DateRange range) {
    T one = documents.stream(range).skip(1).findFirst().orElseThrow();

    assertThat(documents.get(one.id())).isEqualTo(one);
    assertThat(documents.find(one.id())).contains(one);
    assertThat(documents.find("no-such-id")).isEmpty();
    assertThatThrownBy(() -> documents.get("no-such-id"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("404");
  }

  @TestFactory
  Stream<DynamicTest> list_ofSingleDay_returnsTheDocumentOfALongerRange() {
    return dated().stream()
        .map(
            type ->
                dynamicTest(
                    type.type().getSimpleName(),
                    () -> assertSingleDays(type.accessor().apply(oura))));
  }

  private static <T extends Document> void assertSingleDays(DatedDocuments<T> documents) {
    T one = documents.stream(DateRange.lastDays(100)).findFirst().orElseThrow();

    assertThat(documents.list(DateRange.of(one.firstDay()))).contains(one);
  }

  @Test
  void list_withoutRange_returnsYesterdayAndTodayInTheClientsTimeZone() {
    assertThat(oura.dailySleep().list())
        .extracting(DailySleep::day)
        .containsExactlyElementsOf(
            person.documents(DailySleep.class, TODAY.minusDays(1), TODAY).stream()
                .map(DailySleep::day)
                .toList())
        .contains(TODAY);
  }

  @Test
  void list_ofTodayAndYesterday_usesTheClientsClockAndTimeZone() {
    assertThat(oura.dailySleep().list(DateRange.today()))
        .extracting(DailySleep::day)
        .containsOnly(TODAY);
    assertThat(oura.dailySleep().list(DateRange.yesterday()))
        .isEqualTo(oura.dailySleep().list(DateRange.of(TODAY.minusDays(1))));
    assertThat(oura.dailySleep().list(DateRange.thisMonth()))
        .isEqualTo(oura.dailySleep().list(DateRange.lastDays(TODAY.getDayOfMonth())));
    assertThat(oura.heartRate().list(TimeRange.yesterday()))
        .isEqualTo(oura.heartRate().list(TimeRange.day(TODAY.minusDays(1))))
        .isNotEmpty();
  }

  @Test
  void withCredentials_withAnotherTimeZone_usesTodayInThatZone() {
    OuraClient utcClient =
        oura.withCredentials(Credentials.token("token-of-tokyo"), ZoneOffset.UTC);

    assertThat(utcClient.dailySleep().list())
        .extracting(DailySleep::day)
        .contains(TODAY.minusDays(1))
        .doesNotContain(TODAY);
  }

  @Test
  void iterate_untilFirstDocument_fetchesOnePage() {
    int requestsBefore = requestsOf("/v2/usercollection/daily_activity");

    DailyActivity first = oura.dailyActivity().iterate(DateRange.lastDays(60)).iterator().next();

    assertThat(first).isNotNull();
    assertThat(requestsOf("/v2/usercollection/daily_activity") - requestsBefore).isEqualTo(1);
  }

  private int requestsOf(String path) {
    return (int)
        simulator.requests().stream().map(ReceivedRequest::path).filter(path::equals).count();
  }

  @Test
  void heartRate_overManyWindowsAndPages_isCompleteAndInOrder() {
    Instant end = CLOCK.instant();
    Instant start = Instant.parse("2026-01-10T03:07:00Z");

    List<HeartRate> samples = new ArrayList<>();
    oura.heartRate().iterate(TimeRange.between(start, end)).forEach(samples::add);

    assertThat(samples)
        .hasSizeGreaterThan(10_000)
        .containsExactlyElementsOf(person.heartRate(start, end).toList());
  }

  @Test
  void heartRate_withoutRange_returnsTheLastTwentyFourHours() {
    Instant now = CLOCK.instant();

    assertThat(oura.heartRate().list())
        .containsExactlyElementsOf(person.heartRate(now.minusSeconds(86_400), now).toList());
  }

  @Test
  void latest_always_returnsTheNewestSample() {
    List<HeartRate> all = oura.heartRate().list();

    assertThat(oura.heartRate().latest()).contains(all.get(all.size() - 1));
    assertThat(oura.ringBatteryLevel().latest()).isPresent();
  }

  @Test
  void latest_whenOuraIgnoresTheParameter_returnsTheNewestSample() {
    List<HeartRate> all = oura.sandbox().heartRate().list();

    assertThat(oura.sandbox().heartRate().latest()).contains(all.get(all.size() - 1));
  }

  @Test
  void ringConfiguration_always_listsAllRingsAndFetchesEach() {
    assertThat(oura.ringConfiguration().list())
        .containsExactlyElementsOf(person.ringConfigurations())
        .allSatisfy(ring -> assertThat(oura.ringConfiguration().get(ring.id())).isEqualTo(ring));
  }

  @Test
  void personalInfo_always_describesThePerson() {
    assertThat(oura.personalInfo().get()).isEqualTo(person.personalInfo());
  }

  @Test
  void fields_withoutIdAndDay_requestsThemAsWell() {
    DailySleep sleep =
        oura.dailySleep().list(DateRange.lastDays(2), ListOptions.fields("score")).get(0);

    assertThat(sleep.id()).isNotNull();
    assertThat(sleep.day()).isNotNull();
    assertThat(sleep.timestamp()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,b"})
  void fields_whenNameIsInvalid_throws(String field) {
    assertThatThrownBy(() -> ListOptions.fields(field))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a/b", "..", "a?b", "a#b", "a%2fb", "a\nb", "{id}"})
  void get_whenIdWouldChangeThePath_sendsNothing(String id) {
    int requestsBefore = simulator.requests().size();

    assertThatThrownBy(() -> oura.sleep().get(id)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oura.ringConfiguration().find(id))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oura.webhooks().delete(id))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(simulator.requests()).hasSize(requestsBefore);
  }

  @Test
  void list_whenRangeStartsAfterItsEnd_sendsNothing() {
    int requestsBefore = simulator.requests().size();

    assertThatThrownBy(() -> oura.sleep().list(DateRange.since(TODAY.plusDays(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-03-22");

    assertThat(simulator.requests()).hasSize(requestsBefore);
  }

  @Test
  void sandbox_always_requestsTheSandboxPath() {
    List<SleepPeriod> nights = oura.sandbox().sleep().list(DateRange.lastDays(3));

    assertThat(nights).isNotEmpty();
    assertThat(requestsOf("/v2/sandbox/usercollection/sleep")).isPositive();
    assertThatThrownBy(() -> oura.sandbox().personalInfo())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("sandbox");
  }

  @Test
  void webhooks_fromCreationToDeletion_changeTheSubscription() {
    Webhooks webhooks = oura.webhooks();

    WebhookSubscription created =
        webhooks.create(
            NewWebhookSubscription.builder()
                .callbackUrl("https://callback.example/oura")
                .verificationToken("verify-me")
                .eventType(WebhookEventType.CREATE)
                .dataType(WebhookDataType.SLEEP)
                .build());

    assertThat(webhooks.list()).contains(created);
    assertThat(webhooks.get(created.id()).callbackUrl()).isEqualTo("https://callback.example/oura");
    assertThat(
            webhooks
                .update(
                    created.id(),
                    WebhookSubscriptionUpdate.builder()
                        .verificationToken("verify-me")
                        .callbackUrl("https://moved.example/oura")
                        .build())
                .callbackUrl())
        .isEqualTo("https://moved.example/oura");
    assertThat(webhooks.renew(created.id()).expirationTime()).isNotNull();
    webhooks.delete(created.id());
    assertThatThrownBy(() -> webhooks.get(created.id()))
        .isInstanceOf(PermissionException.class)
        .hasMessageContaining("no such webhook subscription");
  }

  @Test
  void webhooks_withoutApplication_explainsHowToSetIt() {
    try (OuraClient plain =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token("t"))
            .build()) {
      assertThatThrownBy(plain::webhooks)
          .isInstanceOf(CredentialsException.class)
          .hasMessageContaining("application(");
    }
  }

  @Test
  void raw_withAnyPath_returnsTheBodyAsText() {
    String json =
        oura.raw()
            .get(
                "/v2/usercollection/daily_sleep",
                Map.of("start_date", "2026-03-01", "end_date", "2026-03-02"));

    assertThat(json).startsWith("{").contains("\"2026-03-01\"", "\"2026-03-02\"");
    assertThatThrownBy(() -> oura.raw().get("v2/x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oura.raw().get("/v2/x?a=b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> oura.raw().get("/v2/a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void get_whenTokenIsUnknown_namesPossibleReasonsButNotTheToken() {
    OuraClient unauthorized = oura.withCredentials(Credentials.token("planted-31"));

    assertThatThrownBy(() -> unauthorized.personalInfo().get())
        .isInstanceOf(AuthenticationException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("/v2/usercollection/personal_info")
        .hasMessageContaining("scope")
        .hasMessageNotContaining("planted");
    assertThat(unauthorized.toString()).doesNotContain("planted");
  }

  @Test
  void list_whenMembershipLapsed_saysSo() {
    OuraClient lapsed = oura.withCredentials(Credentials.token("lapsed-token"));

    assertThatThrownBy(() -> lapsed.dailySleep().list())
        .isInstanceOf(PermissionException.class)
        .hasMessageContaining("membership");
  }

  @Test
  void raw_whenParameterIsInvalid_exposesErrorDetails() {
    assertThatThrownBy(
            () -> oura.raw().get("/v2/usercollection/sleep", Map.of("start_date", "planted-31")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.status()).isEqualTo(422);
              assertThat(e.details())
                  .extracting(ErrorDetail::location)
                  .contains("query.start_date");
            })
        .hasMessageNotContaining("planted");
  }

  @Test
  void credentials_whenCustomSourceReturnsInvalidToken_sendsNothing() {
    int requestsBefore = simulator.requests().size();

    assertThatThrownBy(() -> oura.withCredentials(() -> "planted-31\r\nX: y").tag().list())
        .isInstanceOf(CredentialsException.class)
        .hasMessageNotContaining("planted");

    assertThat(simulator.requests()).hasSize(requestsBefore);
  }

  @Test
  void environment_always_providesTokenAndBaseUrl(@TempDir Path directory) {
    Environment environment =
        Environment.of(
            Map.of("OURA_ACCESS_TOKEN", "token-of-tokyo", "OURA_BASE_URL", simulator.baseUrl()),
            directory);

    try (OuraClient fromEnvironment = OuraClient.builder().environment(environment).build()) {
      assertThat(fromEnvironment.personalInfo().get()).isEqualTo(person.personalInfo());
    }
  }

  @Test
  void build_withoutCredentials_explainsHowToSetThem() {
    assertThatThrownBy(() -> OuraClient.builder().build())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("Credentials.token");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/v2, http://localhost:8080/v2",
    "https://proxy.example/oura/v2/, https://proxy.example/oura/v2/",
    "https://a.example/v2/usercollection, https://a.example/v2/usercollection",
    "api.ouraring.com, api.ouraring.com",
    "https://me:planted@a.example, https://...@a.example",
    "https://a.example/?planted=1, https://a.example/...",
    "%zz, %zz",
  })
  void build_whenTheBaseUrlOfTheEnvironmentIsInvalid_namesItsValueAndOrigin(
      String value, String shown, @TempDir Path directory) throws Exception {
    Environment variables =
        Environment.of(Map.of("OURA_ACCESS_TOKEN", "t", "OURA_BASE_URL", value), directory);
    Files.writeString(directory.resolve(".env"), "OURA_BASE_URL='" + value + "'");
    Environment file = Environment.of(Map.of("OURA_ACCESS_TOKEN", "t"), directory);

    assertThatThrownBy(() -> OuraClient.builder().environment(variables).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The environment variable OURA_BASE_URL, which is " + shown + ",")
        .hasMessageNotContaining("planted");
    assertThatThrownBy(() -> OuraClient.builder().environment(file).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("OURA_BASE_URL in the file " + directory.resolve(".env"));
  }

  @Test
  void build_whenTheBaseUrlOfTheEnvironmentIsEmpty_usesTheDefault(@TempDir Path directory) {
    Environment environment =
        Environment.of(Map.of("OURA_ACCESS_TOKEN", "t", "OURA_BASE_URL", ""), directory);

    try (OuraClient client = OuraClient.builder().environment(environment).build()) {
      assertThat(client).hasToString("OuraClient[https://api.ouraring.com]");
    }
  }

  @Test
  void latest_withoutAnySample_isEmptyUnlessThePathIsUnknown() {
    assertThat(
            respondingWith(404, "{\"detail\":\"Document not found.\"}").ringBatteryLevel().latest())
        .isEmpty();
    assertThatThrownBy(
            () -> respondingWith(404, "{\"detail\":\"Not Found\"}").ringBatteryLevel().latest())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Check the base URL");
  }

  private static OuraClient respondingWith(int status, String body) {
    return OuraClient.builder()
        .credentials(Credentials.token("t"))
        .transport(
            request -> new OuraResponse(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.ouraring.com",
        "nonsense",
        "https://a.example/?x=1",
        "https://a.example/v2"
      })
  void build_whenBaseUrlIsUnsafe_throws(String baseUrl) {
    assertThatThrownBy(
            () -> OuraClient.builder().credentials(Credentials.token("t")).baseUrl(baseUrl).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("baseUrl");
  }

  @Test
  void close_ofDerivedClient_leavesTheOthersOpen() {
    OuraClient derived = oura.withCredentials(Credentials.token("token-of-tokyo"));

    derived.close();

    assertThat(oura.personalInfo().get()).isNotNull();
  }

  @Test
  void list_whenServerIsUnreachable_throwsWithoutToken() {
    String unreachableUrl;
    try (OuraSimulator gone = OuraSimulator.start()) {
      unreachableUrl = gone.baseUrl();
    }
    try (OuraClient client =
        OuraClient.builder()
            .baseUrl(unreachableUrl)
            .credentials(Credentials.token("planted-31"))
            .retry(RetryPolicy.none())
            .build()) {
      assertThatThrownBy(() -> client.workout().list())
          .isInstanceOf(OuraIoException.class)
          .hasMessageContaining(unreachableUrl.replace("http://", "to ") + " failed")
          .hasMessageContaining("refused")
          .hasMessageNotContaining("planted")
          .satisfies(failure -> assertThat(((OuraIoException) failure).isUnsent()).isTrue())
          .cause()
          .hasMessage("java.net.ConnectException");
    }
  }

  @Test
  void of_withDocuments_behavesLikeDocumentsFromOura() {
    DailySleep monday =
        DailySleep.builder().id("a").day(LocalDate.of(2026, 3, 2)).score(80).build();
    DailySleep tuesday =
        DailySleep.builder().id("b").day(LocalDate.of(2026, 3, 3)).score(70).build();

    DatedDocuments<DailySleep> fake = DatedDocuments.of(monday, tuesday);

    assertThat(fake.list()).containsExactly(monday, tuesday);
    assertThat(fake.list(DateRange.of(LocalDate.of(2026, 3, 3)))).containsExactly(tuesday);
    assertThat(fake.get("a")).isEqualTo(monday);
    assertThat(fake.find("c")).isEmpty();
    assertThatThrownBy(() -> fake.get("c")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void raw_whenPathIsUnknown_throwsApiException() {
    assertThatThrownBy(() -> oura.raw().get("/v2/nowhere"))
        .isInstanceOf(OuraApiException.class)
        .hasMessageContaining("GET /v2/nowhere");
  }

  @Test
  void documents_withOneOrTwoDays_haveFirstAndLastDay() {
    Workout workout = Workout.builder().id("w").day(TODAY).build();
    EnhancedTag lasting =
        EnhancedTag.builder().id("e").startDay(TODAY).endDay(TODAY.plusDays(3)).build();

    assertThat(workout.lastDay()).isEqualTo(TODAY);
    assertThat(lasting.firstDay()).isEqualTo(TODAY);
    assertThat(lasting.lastDay()).isEqualTo(TODAY.plusDays(3));
    assertThat(EnhancedTag.builder().startDay(TODAY).build().lastDay()).isEqualTo(TODAY);
  }
}
