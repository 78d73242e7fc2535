// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program that a developer would write without this library: {@code HttpClient.send}, records
 * read by Jackson, and dates parsed by {@code java.time}. It follows next tokens, but has no
 * retries, rate limit, deadline for the body, checks or unknown properties.
 */
final class HandWritten {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(OffsetDateTime.class, new TimestampDeserializer())
                  .addDeserializer(LocalDate.class, new DayDeserializer()))
          .build();

  /** Without HTTP/2, for which each request over plain HTTP would carry headers in vain. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String baseUrl;
  private final Workload workload;
  private final JavaType pageType;

  HandWritten(String baseUrl, Workload workload) {
    this.baseUrl = baseUrl;
    this.workload = workload;
    Class<?> element =
        switch (workload) {
          case HEART_RATE_NINE_PAGES, HEART_RATE_ONE_PAGE -> HeartRate.class;
          case SLEEP_PERIODS -> SleepPeriod.class;
          case DAILY_DOCUMENTS -> DailySleep.class;
        };
    this.pageType = MAPPER.getTypeFactory().constructParametricType(Page.class, element);
  }

  /** Fetches and decodes all pages. */
  List<Object> list() throws IOException, InterruptedException {
    List<Object> elements = new ArrayList<>();
    String token = null;
    do {
      Page<?> page = MAPPER.readValue(fetch(token), pageType);
      elements.addAll(page.data());
      token = page.nextToken();
    } while (token != null);
    return elements;
  }

  /** Fetches all pages, and only visits the tokens of their JSON: no client can be faster. */
  int scan() throws IOException, InterruptedException {
    int tokens = 0;
    String token = null;
    do {
      String next = null;
      try (JsonParser parser = FACTORY.createParser(fetch(token))) {
        for (JsonToken read = parser.nextToken(); read != null; read = parser.nextToken()) {
          tokens++;
          if (read == JsonToken.FIELD_NAME && "next_token".equals(parser.currentName())) {
            next = parser.nextTextValue();
          }
        }
      }
      token = next;
    } while (token != null);
    return tokens;
  }

  private byte[] fetch(@Nullable String token) throws IOException, InterruptedException {
    String target = workload.target() + (token == null ? "" : "&next_token=" + token);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl + target))
            .header("Authorization", "Bearer " + Workload.TOKEN)
            .timeout(TIMEOUT)
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return response.body();
  }

  private record Page<T>(List<T> data, @JsonProperty("next_token") @Nullable String nextToken) {}

  private record HeartRate(OffsetDateTime timestamp, @Nullable Integer bpm, String source) {}

  private record DailySleep(
      String id,
      @Nullable Contributors contributors,
      LocalDate day,
      @Nullable Integer score,
      OffsetDateTime timestamp) {}

  private record Contributors(
      @JsonProperty("deep_sleep") @Nullable Integer deepSleep,
      @Nullable Integer efficiency,
      @Nullable Integer latency,
      @JsonProperty("rem_sleep") @Nullable Integer remSleep,
      @Nullable Integer restfulness,
      @Nullable Integer timing,
      @JsonProperty("total_sleep") @Nullable Integer totalSleep) {}

  private record Series(double interval, List<@Nullable Double> items, OffsetDateTime timestamp) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record SleepPeriod(
      String id,
      @JsonProperty("average_breath") @Nullable Double averageBreath,
      @JsonProperty("average_heart_rate") @Nullable Double averageHeartRate,
      @JsonProperty("average_hrv") @Nullable Integer averageHrv,
      @JsonProperty("awake_time") @Nullable Integer awakeTime,
      @JsonProperty("bedtime_end") OffsetDateTime bedtimeEnd,
      @JsonProperty("bedtime_start") OffsetDateTime bedtimeStart,
      LocalDate day,
      @JsonProperty("deep_sleep_duration") @Nullable Integer deepSleepDuration,
      @Nullable Integer efficiency,
      @JsonProperty("heart_rate") @Nullable Series heartRate,
      @Nullable Series hrv,
      @Nullable Integer latency,
      @JsonProperty("light_sleep_duration") @Nullable Integer lightSleepDuration,
      @JsonProperty("low_battery_alert") boolean lowBatteryAlert,
      @JsonProperty("lowest_heart_rate") @Nullable Integer lowestHeartRate,
      @JsonProperty("movement_30_sec") @Nullable String movement30Sec,
      int period,
      @Nullable Readiness readiness,
      @JsonProperty("readiness_score_delta") @Nullable Double readinessScoreDelta,
      @JsonProperty("rem_sleep_duration") @Nullable Integer remSleepDuration,
      @JsonProperty("restless_periods") @Nullable Integer restlessPeriods,
      @JsonProperty("sleep_phase_5_min") @Nullable String sleepPhase5Min,
      @JsonProperty("sleep_score_delta") @Nullable Double sleepScoreDelta,
      @JsonProperty("time_in_bed") int timeInBed,
      @JsonProperty("total_sleep_duration") @Nullable Integer totalSleepDuration,
      @Nullable String type) {}

  private record Readiness(
      @Nullable Object contributors,
      @Nullable Integer score,
      @JsonProperty("temperature_deviation") @Nullable Double temperatureDeviation,
      @JsonProperty("temperature_trend_deviation") @Nullable Double temperatureTrendDeviation) {}

  private static final class TimestampDeserializer extends StdScalarDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    TimestampDeserializer() {
      super(OffsetDateTime.class);
    }

    @Override
    public OffsetDateTime deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return OffsetDateTime.parse(parser.getText());
    }
  }

  private static final class DayDeserializer extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DayDeserializer() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return LocalDate.parse(parser.getText());
    }
  }
}
