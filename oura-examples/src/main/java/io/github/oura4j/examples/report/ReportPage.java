// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples.report;

import io.github.oura4j.examples.chart.Markup;
import io.github.oura4j.examples.data.ReportData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The page: one HTML document that contains all that it needs. Its content security policy lets the
 * browser request nothing, and run no script but the page's own, which only shows values where
 * there is no mouse.
 */
public final class ReportPage {
  /** What the page says of the program that made it. */
  public static final String GENERATOR = "oura4j report";

  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("EEE, MMM d, yyyy, HH:mm", Locale.ENGLISH);

  private static final String MADE_UP =
      "This person is made up: the data comes from the built-in simulator, because no access token"
          + " was found.";

  private static final String HINT =
      "Shaded days have no data. To read values, hover over a chart, tap it, or select it with the"
          + " Tab key and press the arrow keys.";

  private ReportPage() {}

  /** Returns the page as HTML, which is well-formed XML, too. */
  public static String render(ReportData data) {
    return render(data, false);
  }

  /** Returns the page of a simulated person, which says that the person is made up. */
  public static String renderMadeUp(ReportData data) {
    return render(data, true);
  }

  private static String render(ReportData data, boolean isMadeUp) {
    Markup page = new Markup();
    String title = "Oura report: " + Days.range(data.first(), data.last());
    page.trusted("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(page, title);
    body(page, data, isMadeUp);
    return page.close("html").trusted("\n").toString();
  }

  private static void head(Markup page, String title) {
    String style = resource("report.css");
    page.open("head")
        .empty("meta", "charset", "utf-8")
        .empty("meta", "name", "generator", "content", GENERATOR)
        .empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style))
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .empty("meta", "name", "color-scheme", "content", "light dark")
        .empty("link", "rel", "icon", "href", "data:,")
        .element("title", title)
        .open("style")
        .trusted(style)
        .close("style")
        .close("head");
  }

  private static String policy(String style) {
    return ("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '%s';"
            + " script-src '%s'")
        .formatted(hash(style), hash(resource("report.js")));
  }

  private static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private static void body(Markup page, ReportData data, boolean isMadeUp) {
    Measures measures = Measures.of(data);
    DailySections days = new DailySections(page, data, measures);
    page.open("body").open("main");
    header(page, data, isMadeUp);
    tiles(page, measures);
    days.scores();
    new NightSection(page, data, measures).write();
    days.heartAtNight();
    new HeartRateSection(page, data).write();
    days.steps();
    days.activityClasses();
    days.stress();
    days.bloodOxygen();
    days.temperature();
    page.close("main")
        .element("div", "", "id", "value", "role", "status")
        .open("script")
        .trusted(resource("report.js"))
        .close("script")
        .close("body");
  }

  private static void header(Markup page, ReportData data, boolean isMadeUp) {
    page.open("header").element("h1", "Oura report: " + Days.range(data.first(), data.last()));
    if (isMadeUp) {
      page.open("p").element("strong", MADE_UP).close("p");
    }
    page.element("p", "Made on %s (%s).".formatted(MADE.format(data.now()), data.now().getZone()))
        .element("p", HINT, "class", "hint")
        .close("header");
  }

  private static void tiles(Markup page, Measures measures) {
    List<Summary> shown =
        Stream.of(
                measures.sleepScore(),
                measures.readinessScore(),
                measures.activityScore(),
                measures.timeAsleep(),
                measures.restingHeartRate(),
                measures.hrv(),
                measures.steps(),
                measures.spo2())
            .filter(series -> !series.counted().isEmpty())
            .map(Summary::new)
            .toList();
    if (!shown.isEmpty()) {
      page.open("dl", "class", "tiles");
      shown.forEach(summary -> tile(page, summary));
      boolean isCompared = shown.stream().anyMatch(Summary::hasDaysBefore);
      page.close("dl")
          .element(
              "p",
              "Averages%s."
                  .formatted(isCompared ? ", and how they differ from the 4 weeks before" : ""),
              "class",
              "note");
    }
  }

  private static void tile(Markup page, Summary summary) {
    Measure measure = summary.series().measure();
    page.open("div")
        .element("dt", measure.title())
        .open("dd")
        .text(measure.unit().format(summary.mean()))
        .text(" ")
        .element("small", summary.change())
        .close("dd")
        .close("div");
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The program's own file " + name + " is not readable.", e);
    }
  }
}
