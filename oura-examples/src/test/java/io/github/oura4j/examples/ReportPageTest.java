// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraIoException;
import io.github.oura4j.examples.data.ReportData;
import io.github.oura4j.examples.data.ReportData.Fetched;
import io.github.oura4j.examples.report.ReportPage;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.model.HeartRateSource;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 21);

  /** A person who forgets the ring on some days, for whom there are gaps. */
  private static OuraSimulator simulator() {
    return OuraSimulator.builder()
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .person(SimulatedPerson.builder().firstDay(TODAY.minusDays(130)).build())
        .start();
  }

  private static ReportData fetch(OuraSimulator simulator, int days) {
    try (OuraClient oura =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .zone(simulator.person().zone())
            .build()) {
      return ReportData.fetch(oura, TODAY.minusDays(days - 1L), TODAY);
    }
  }

  private static ReportData empty() {
    return new ReportData(
        TODAY.minusDays(2),
        TODAY,
        ZonedDateTime.ofInstant(NOW, ZoneOffset.UTC),
        none(DataType.SLEEP),
        none(DataType.DAILY_SLEEP),
        none(DataType.DAILY_READINESS),
        none(DataType.DAILY_ACTIVITY),
        none(DataType.DAILY_STRESS),
        none(DataType.DAILY_SPO2),
        none(DataType.HEART_RATE));
  }

  private static <T> Fetched<T> none(DataType type) {
    return new Fetched<>(type, List.of(), null);
  }

  private static Document parse(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  @Test
  void render_ofNinetyDays_isWellFormedAndSmall() throws Exception {
    String page;
    try (OuraSimulator simulator = simulator()) {
      page = ReportPage.render(fetch(simulator, 90));
    }

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(300_000, 1_000_000);
    NodeList charts = parse(page).getElementsByTagName("svg");
    for (int index = 0; index < charts.getLength(); index++) {
      Element chart = (Element) charts.item(index);
      if (!chart.getAttribute("class").equals("key")) {
        assertThat(textOf(chart, "title")).isNotBlank();
        assertThat(textOf(chart, "desc")).isNotBlank();
        assertThat(chart.getAttribute("role")).isEqualTo("img");
      }
    }
    assertThat(page)
        .doesNotContain("NaN", "Infinity", "style=")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }

  private static String textOf(Element chart, String child) {
    return chart.getElementsByTagName(child).item(0).getTextContent();
  }

  @Test
  void render_ofToday_comparesNoPartOfADay() {
    String page;
    try (OuraSimulator simulator = simulator()) {
      page = ReportPage.render(fetch(simulator, 1));
    }

    assertThat(page)
        .contains(
            "<h1>Oura report: Sat, Mar 21, 2026</h1>", "No activity scores on Sat, Mar 21, 2026.")
        .contains("<strong>Steps:</strong> only today, which is not over.")
        .containsPattern(
            "bpm at 0\\d:\\d\\d. Today is not over and is not compared with other days.");
  }

  @Test
  void render_withoutAnyData_hasASentenceInEachPlace() throws Exception {
    String page = ReportPage.render(empty());

    assertThat(parse(page).getElementsByTagName("h2").getLength()).isEqualTo(9);
    assertThat(page.split("class=\"missing\"", -1)).hasSize(13);
    assertThat(page)
        .contains("Rings before generation 3 do not measure it")
        .contains("No heart rate from Thu, Mar 19, 2026 to Fri, Mar 20, 2026.")
        .doesNotContain("class=\"legend\"", "class=\"tiles\"");
  }

  @Test
  void render_withHostileText_escapesIt() throws Exception {
    String hostile = "<img src=x onerror='alert(1)'>\u0000&\"";
    HeartRate sample =
        HeartRate.builder()
            .bpm(60)
            .source(HeartRateSource.of(hostile))
            .timestamp(OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC))
            .build();
    ReportData data = empty();
    String page =
        ReportPage.render(
            new ReportData(
                data.first(),
                data.last(),
                data.now(),
                new Fetched<>(DataType.SLEEP, List.of(), new OuraIoException(hostile)),
                data.sleepScores(),
                data.readiness(),
                data.activity(),
                data.stress(),
                data.spo2(),
                new Fetched<>(DataType.HEART_RATE, List.of(sample), null)));

    assertThat(page).contains("&lt;img src=x").doesNotContain("<img");
    parse(page);
  }

  @Test
  void render_withExtremeValues_drawsThem() throws Exception {
    List<DailySleep> scores =
        Stream.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE)
            .map(score -> DailySleep.builder().day(TODAY).score(score).build())
            .toList();
    ReportData data = empty();
    for (DailySleep score : scores) {
      String page =
          ReportPage.render(
              new ReportData(
                  data.first(),
                  data.last(),
                  data.now(),
                  data.sleep(),
                  new Fetched<>(DataType.DAILY_SLEEP, List.of(score), null),
                  data.readiness(),
                  data.activity(),
                  data.stress(),
                  data.spo2(),
                  data.heartRate()));

      assertThat(page).doesNotContain("NaN", "Infinity");
      assertThat(parse(page).getElementsByTagName("circle").getLength()).isEqualTo(2);
    }
  }
}
