// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.Accessor;
import io.github.oura4j.DateRange;
import io.github.oura4j.OuraClient;
import io.github.oura4j.TimeRange;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.ErrorDetail;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.Transport;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailyActivity;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.testkit.VirtualTime;
import io.github.oura4j.timeline.SleepDay;
import io.github.oura4j.timeline.Timeline;
import io.github.oura4j.timeline.Timelines;
import io.github.oura4j.webhook.WebhookReceiver;
import io.github.oura4j.webhook.WebhookRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything in oura-client that reads input from outside, with malformed input. */
class ClientFuzzTest {
  private static final int INPUTS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Class<? extends Exception>> OURS = List.of(OuraException.class);
  private static final int[] STATUSES = {
    200, 200, 200, 206, 304, 400, 401, 403, 404, 409, 422, 426, 429, 500, 502, 503, 504, 599
  };
  private static final Instant NOW = Instant.parse("2026-03-20T08:00:00Z");
  private static final String SECRET = "client-secret";
  private static final Map<String, String> EVERYTHING =
      Map.of(
          "start_date", "2025-12-01",
          "end_date", "2026-03-20",
          "start_datetime", "2026-03-18T00:00:00Z",
          "end_datetime", "2026-03-20T00:00:00Z");
  private static final Map<DataType, String> PAGES = pages();

  @TempDir Path folder;

  /** Returns a small page of each data type, with a text that no message may contain. */
  private static Map<DataType, String> pages() {
    Map<DataType, String> pages = new LinkedHashMap<>();
    try (OuraSimulator simulator =
            OuraSimulator.builder()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .pageSize(3)
                .documentPageSize(2)
                .schemaDrift()
                .start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .build()) {
      for (DataType type : DataType.values()) {
        ObjectNode page =
            (ObjectNode)
                JSON.readTree(oura.raw().get("/v2/usercollection/" + type.pathName(), EVERYTHING));
        documents(page).forEach(document -> ((ObjectNode) document).put("note", FuzzTarget.VALUE));
        if (page.has("next_token")) {
          page.putNull("next_token");
        }
        pages.put(type, page.toString());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return pages;
  }

  private static List<JsonNode> documents(JsonNode page) {
    List<JsonNode> documents = new ArrayList<>();
    page.path("data").forEach(documents::add);
    return documents.isEmpty() ? List.of(page) : documents;
  }

  private static List<byte[]> bytes(Stream<String> texts) {
    return texts.map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<byte[]> bytes(String... texts) {
    return bytes(Stream.of(texts));
  }

  @ParameterizedTest
  @EnumSource
  void json_ofAnyDataType_isReadAndWrittenOrRejected(DataType type) throws Exception {
    JsonNode page = JSON.readTree(PAGES.get(type));
    Class<?> model = type.documentType();
    List<byte[]> valid = bytes(documents(page).stream().map(JsonNode::toString));
    new FuzzTarget(
            "read",
            valid,
            OURS,
            FuzzTarget.ofText(
                text -> {
                  Object document = OuraJson.read(text, model, invalid -> {});
                  String written = OuraJson.write(document);
                  assertThat(OuraJson.read(written, model)).isEqualTo(document);
                  assertThat(new String(written.getBytes(UTF_8), UTF_8)).isEqualTo(written);
                }))
        .run(INPUTS);
    new FuzzTarget(
            "readList",
            bytes(documents(page).toString()),
            OURS,
            FuzzTarget.ofText(text -> OuraJson.readList(text, model)))
        .run(INPUTS / 4);
    new FuzzTarget(
            "readStrictly",
            bytes("{}"),
            OURS,
            FuzzTarget.ofText(text -> OuraJson.readStrictly(text, model)))
        .run(INPUTS / 2);
    new FuzzTarget(
            "readListStrictly",
            bytes("[{}]"),
            OURS,
            FuzzTarget.ofText(text -> OuraJson.readListStrictly(text, model)))
        .run(INPUTS / 2);
  }

  @Test
  void timelines_ofMalformedDocuments_areRightOrRejected() throws Exception {
    List<Class<? extends Exception>> rejections =
        List.of(OuraException.class, IllegalArgumentException.class);
    new FuzzTarget(
            "sleep",
            documentsOf(DataType.SLEEP),
            rejections,
            FuzzTarget.ofText(
                text -> {
                  SleepPeriod period = OuraJson.read(text, SleepPeriod.class);
                  Timelines.sleepPhases(period).ifPresent(ClientFuzzTest::use);
                  Timelines.movement30Seconds(period).ifPresent(ClientFuzzTest::use);
                  SleepDay.of(List.of(period)).forEach(SleepDay::totalSleep);
                  Timelines.heartRate(period).ifPresent(ClientFuzzTest::use);
                  Timelines.hrv(period).ifPresent(ClientFuzzTest::use);
                }))
        .run(INPUTS);
    new FuzzTarget(
            "activity",
            documentsOf(DataType.DAILY_ACTIVITY),
            rejections,
            FuzzTarget.ofText(
                text -> {
                  DailyActivity day = OuraJson.read(text, DailyActivity.class);
                  Timelines.activityClasses(day).ifPresent(ClientFuzzTest::use);
                  Timelines.met(day).ifPresent(ClientFuzzTest::use);
                }))
        .run(INPUTS);
  }

  private static List<byte[]> documentsOf(DataType type) throws IOException {
    return bytes(documents(JSON.readTree(PAGES.get(type))).stream().map(JsonNode::toString));
  }

  private static <T> void use(Timeline<T> timeline) {
    timeline.segments().forEach(segment -> timeline.at(segment.start().toInstant()));
    timeline.durations();
    timeline.end();
  }

  private static OuraClient.Builder client(Transport transport) {
    VirtualTime time = new VirtualTime();
    return OuraClient.builder()
        .ticker(time)
        .sleeper(time)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .environment(Environment.of(Map.of(), Path.of("no-such-folder")))
        .credentials(Credentials.token("access-token"))
        .application("client-id", SECRET)
        .transport(transport);
  }

  /** A transport whose response tests exchange. */
  private static final class Responses implements Transport {
    private OuraResponse response = new OuraResponse(200, Map.of(), new byte[0]);

    @Override
    public OuraResponse send(OuraRequest request) {
      return response;
    }
  }

  @ParameterizedTest
  @EnumSource
  void response_ofAnyDataType_isReadOrRejected(DataType type) throws Exception {
    Responses responses = new Responses();
    List<OuraClient> clients =
        List.of(
            client(responses).build(),
            client(responses).brokenDocuments(broken -> {}).build(),
            client(responses).strictDecoding(true).brokenDocuments(broken -> {}).build());
    for (OuraClient oura : clients) {
      new FuzzTarget(
              "accessor",
              bytes(PAGES.get(type)),
              OURS,
              body -> {
                responses.response = new OuraResponse(200, Map.of(), body);
                read(oura.accessor(type));
              })
          .run(INPUTS / 2);
    }
    new FuzzTarget(
            "raw",
            bytes(
                "{\"data\":" + documents(JSON.readTree(PAGES.get(type))) + ",\"next_token\":null}"),
            OURS,
            body -> {
              responses.response = new OuraResponse(200, Map.of(), body);
              clients.get(0).raw().get("/v2/usercollection/" + type.pathName());
              clients.get(0).raw().pages("/v2/x", Map.of()).forEach(page -> {});
            })
        .run(INPUTS / 2);
  }

  private static void read(Accessor accessor) {
    LocalDate day = LocalDate.of(2026, 3, 20);
    if (accessor instanceof Accessor.Dated<?> dated) {
      dated.documents().list(DateRange.between(day.minusDays(3), day));
    } else if (accessor instanceof Accessor.Undated<?> undated) {
      undated.documents().list();
    } else if (accessor instanceof Accessor.Series<?> series) {
      series.samples().list(TimeRange.between(NOW.minusSeconds(3600), NOW));
      series.samples().latest();
    } else if (accessor instanceof Accessor.Single<?> single) {
      single.document().get();
    }
  }

  @Test
  void document_requestedById_isReadOrRejected() throws Exception {
    Responses responses = new Responses();
    OuraClient oura = client(responses).build();
    new FuzzTarget(
            "get",
            bytes("{\"id\":\"a\",\"day\":\"2026-03-01\",\"score\":72,\"note\":\"planted\"}"),
            OURS,
            body -> {
              responses.response = new OuraResponse(200, Map.of(), body);
              oura.dailySleep().get("a");
            })
        .run(INPUTS);
  }

  @Test
  void subscriptions_inMalformedResponses_areReadOrRejected() throws Exception {
    Responses responses = new Responses();
    OuraClient oura = client(responses).build();
    String subscription =
        "{\"id\":\"s1\",\"callback_url\":\"https://example.org/oura\",\"event_type\":\"update\","
            + "\"data_type\":\"sleep\",\"expiration_time\":\"2026-04-01T00:00:00Z\","
            + "\"note\":\"planted\"}";
    new FuzzTarget(
            "subscriptions",
            bytes("[" + subscription + "]"),
            OURS,
            body -> {
              responses.response = new OuraResponse(200, Map.of(), body);
              oura.webhooks().list();
            })
        .run(INPUTS);
    new FuzzTarget(
            "subscription",
            bytes(subscription),
            OURS,
            body -> {
              responses.response = new OuraResponse(200, Map.of(), body);
              oura.webhooks().get("s1");
              oura.webhooks().renew("s1");
            })
        .run(INPUTS);
  }

  /** Errors, and headers of all responses. Oura's text about a callback is shown in messages. */
  @Test
  void errorResponse_withMalformedBodyAndHeaders_isAnExceptionOfOurs() throws Exception {
    Responses responses = new Responses();
    OuraClient oura = client(responses).build();
    Consumer<OuraApiException> use =
        e -> {
          e.details().forEach(ErrorDetail::location);
          e.header("Retry-After");
        };
    new FuzzTarget(
            "error body",
            bytes(
                "{\"detail\":\"Token is not authorized access stress scope. planted\"}",
                "{\"detail\":[{\"loc\":[\"query\",\"start_date\"],\"msg\":\"planted\",\"type\":\"x\"}]}",
                "<html>planted</html>"),
            OURS,
            body -> {
              responses.response = new OuraResponse(status(body), Map.of(), body);
              attempt(() -> oura.dailyStress().list(DateRange.today()), use);
            })
        .run(INPUTS);
    new FuzzTarget(
            "error body about a callback",
            bytes(
                "{\"detail\":\"SSLError: https://x/?verification_token=y\"}",
                "{\"title\":\"SSLError: x?challenge=y\"}",
                "<html>ConnectionError</html>"),
            OURS,
            body -> {
              responses.response = new OuraResponse(status(body), Map.of(), body);
              attempt(() -> oura.webhooks().list(), use);
            })
        .run(INPUTS);
    new FuzzTarget(
            "headers",
            bytes(
                """
                Retry-After: 5
                Date: Fri, 20 Mar 2026 08:00:00 GMT
                X-RateLimit-Limit: 30
                X-RateLimit-Window: 300
                X-RateLimit-Reset: 1774000000
                X-RateLimit-Tier: app
                Content-Type: application/json; charset=utf-8\
                """,
                "Retry-After: Fri, 20 Mar 2026 08:00:05 GMT\nContent-Type: text/html"),
            OURS,
            FuzzTarget.ofText(
                lines -> {
                  byte[] body = "{\"detail\":\"x\"}".getBytes(UTF_8);
                  responses.response =
                      new OuraResponse(status(lines.getBytes(UTF_8)), headers(lines), body);
                  attempt(() -> oura.dailySleep().list(DateRange.today()), use);
                }))
        .run(INPUTS);
  }

  private static int status(byte[] input) {
    return STATUSES[Math.floorMod(Arrays.hashCode(input), STATUSES.length)];
  }

  private static Map<String, List<String>> headers(String lines) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    lines
        .lines()
        .filter(line -> line.indexOf(':') > 0)
        .forEach(
            line ->
                headers
                    .computeIfAbsent(
                        line.substring(0, line.indexOf(':')), name -> new ArrayList<>())
                    .add(line.substring(line.indexOf(':') + 1)));
    return headers;
  }

  /** Calls the API, of which valid inputs here are errors, and checks the exception's message. */
  private static void attempt(Runnable call, Consumer<OuraApiException> use) {
    try {
      call.run();
    } catch (OuraApiException e) {
      use.accept(e);
      assertThat(e.getMessage()).doesNotContain(FuzzTarget.VALUE).hasSizeLessThan(2_000);
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
    } catch (OuraException e) {
      assertThat(e.getMessage()).doesNotContain(FuzzTarget.VALUE).hasSizeLessThan(2_000);
    }
  }

  @Test
  void webhook_withMalformedEvent_isHandledOrRejected() throws Exception {
    WebhookReceiver receiver = receiver();
    String event =
        "{\"event_type\":\"update\",\"data_type\":\"sleep\",\"object_id\":\"a\",\"user_id\":\"u\","
            + "\"event_time\":\"2026-03-20T08:00:00Z\",\"note\":\"planted\"}";
    String timestamp = String.valueOf(NOW.toEpochMilli());
    new FuzzTarget(
            "event",
            bytes(event),
            List.of(WebhookRejectedException.class),
            body -> receiver.receive(signature(timestamp, body), timestamp, body, e -> {}))
        .run(INPUTS);
    new FuzzTarget(
            "timestamp",
            bytes(timestamp, "2026-03-20T08:00:00.123+01:00", "1773993600.5"),
            List.of(WebhookRejectedException.class),
            FuzzTarget.ofText(
                text ->
                    attemptEvent(receiver, signature(text, event.getBytes(UTF_8)), text, event)))
        .run(INPUTS);
    new FuzzTarget(
            "signature",
            bytes(signature(timestamp, event.getBytes(UTF_8))),
            List.of(WebhookRejectedException.class),
            FuzzTarget.ofText(text -> attemptEvent(receiver, text, timestamp, event)))
        .run(INPUTS);
    new FuzzTarget(
            "challenge",
            bytes("verification_token=verification&challenge=planted"),
            List.of(WebhookRejectedException.class),
            FuzzTarget.ofText(receiver::respondToChallenge))
        .run(INPUTS);
  }

  /** Timestamps may be too old, even if nothing is malformed. */
  private static void attemptEvent(
      WebhookReceiver receiver, String signature, String timestamp, String event) {
    try {
      receiver.receive(signature, timestamp, event.getBytes(UTF_8), e -> {});
    } catch (WebhookRejectedException e) {
      assertThat(e.status()).isEqualTo(401);
    }
  }

  private static WebhookReceiver receiver() {
    return WebhookReceiver.builder()
        .clientSecret(SECRET)
        .verificationToken("verification")
        .maxBodyBytes(1 << 20)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .build();
  }

  private static String signature(String timestamp, byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    mac.update(timestamp.getBytes(UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  @Test
  void tokenEndpoint_withMalformedResponse_isReadOrRejected() throws Exception {
    Responses responses = new Responses();
    List<OAuthClient> clients =
        Stream.of(OAuthEndpoints.current(), OAuthEndpoints.legacy())
            .map(
                endpoints ->
                    OAuthClient.builder("client-id", SECRET)
                        .endpoints(endpoints)
                        .redirectUri("https://example.org/callback")
                        .transport(responses)
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .build())
            .toList();
    OAuthTokens previous = new OAuthTokens("access", "refresh", NOW, NOW, Set.of(Scope.DAILY));
    for (OAuthClient oauth : clients) {
      new FuzzTarget(
              "tokens",
              bytes(
                  "{\"access_token\":\"planted-a\",\"refresh_token\":\"planted-r\",\"expires_in\":86400,\"token_type\":\"bearer\",\"scope\":\"extapi:daily"
                      + " extapi:heartrate\"}",
                  "{\"access_token\":\"planted-a\",\"expires_in\":\"86400\",\"scope\":[\"daily\"]}"),
              OURS,
              body -> {
                responses.response = new OuraResponse(200, Map.of(), body);
                OAuthTokens refreshed = oauth.refresh(previous);
                TokenStore store = TokenStore.inMemory();
                store.save("a", refreshed);
              })
          .run(INPUTS);
      new FuzzTarget(
              "error",
              bytes("{\"error\":\"invalid_grant\",\"error_description\":\"planted\"}"),
              OURS,
              body -> {
                responses.response = new OuraResponse(Math.max(400, status(body)), Map.of(), body);
                attempt(() -> oauth.refresh(previous), e -> {});
                attempt(() -> oauth.revoke(previous), e -> {});
              })
          .run(INPUTS);
      new FuzzTarget(
              "callback",
              bytes(
                  "https://example.org/callback?code=planted&state=state&scope=extapi%3Adaily+tag#x",
                  "code=planted&state=state"),
              OURS,
              FuzzTarget.ofText(text -> oauth.parseCallback(text, "state")))
          .run(INPUTS);
    }
  }

  @Test
  void tokenFile_malformed_isReadOrRejected() throws Exception {
    TokenStore store = TokenStore.inFolder(folder);
    store.save(
        "a", new OAuthTokens("planted-a", "planted-r", NOW, NOW.plusSeconds(60), Scope.all()));
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.filter(path -> path.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    new FuzzTarget(
            "token file",
            List.of(Files.readAllBytes(file)),
            OURS,
            content -> {
              Files.write(file, content);
              store.find("a");
              store.people();
            })
        .run(INPUTS);
  }

  @Test
  void environment_malformed_isReadOrRejected() throws Exception {
    Path dotEnv = folder.resolve(".env");
    for (String valid :
        List.of(
            """
            # settings
            export OURA_ACCESS_TOKEN='planted' # comment
            OURA_CLIENT_ID=id
            OURA_CLIENT_SECRET="planted"
            OURA_OAUTH_ENDPOINTS=legacy
            """,
            // Messages contain the base URL, so there is no secret beside it.
            """
            OURA_ACCESS_TOKEN=token
            OURA_CLIENT_ID=id
            OURA_CLIENT_SECRET=secret
            OURA_BASE_URL=http://localhost:1
            """)) {
      new FuzzTarget(
              ".env",
              bytes(valid),
              OURS,
              content -> {
                Files.write(dotEnv, content);
                use(Environment.of(Map.of(), folder));
              })
          .run(INPUTS);
    }
    Files.delete(dotEnv);
    new FuzzTarget(
            "variables",
            bytes("OURA_CLIENT_ID=id\nOURA_CLIENT_SECRET=planted\nOURA_ACCESS_TOKEN=planted\n"),
            OURS,
            FuzzTarget.ofText(
                text -> {
                  Map<String, String> variables = new LinkedHashMap<>();
                  for (String line : text.split("\n", -1)) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                      variables.put(
                          line.substring(0, equals).replace("export ", ""),
                          line.substring(equals + 1));
                    }
                  }
                  use(Environment.of(variables, folder));
                }))
        .run(INPUTS);
  }

  private static void use(Environment environment) {
    environment.findCredentials();
    environment.tokenStore();
    if (environment.setting("OURA_CLIENT_ID").isPresent()) {
      environment.oauth();
    }
    OuraClient.builder().environment(environment).build().close();
  }
}
