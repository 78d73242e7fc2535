// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a simulated Oura API until the process is asked to end. */
@Command(
    name = "simulator",
    sortOptions = false,
    description = {
      "Serves a simulated Oura API on this machine, until Ctrl-C.",
      "Its page for browsers shows people, access tokens, recent requests and the data."
    })
final class Simulator implements Example {
  private static final String TOKEN = "simulated-access-token";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_DAYS = 36_500;
  private static final int MAX_PEOPLE = 100;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port; 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description =
          "The number that the first person's data follows from; other people have the next ones."
              + " Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "The number of days with data, up to today. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of people. Default: ${DEFAULT-VALUE}.")
  private int people;

  @Option(
      names = "--faults",
      paramLabel = "N",
      description = "Injects a fault into one response in N. Default: no faults.")
  private @Nullable Integer faults;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "Europe/Helsinki",
      description = "The time zone of all people. Default: ${DEFAULT-VALUE}.")
  private String zone = "";

  @Override
  public int run(Context context) {
    OuraSimulator.Builder settings = settings(context.clock());
    return ShutdownInterrupt.during(() -> serve(settings, context.out()));
  }

  private static int serve(OuraSimulator.Builder settings, PrintStream out) {
    try (OuraSimulator simulator = settings.start()) {
      announce(simulator, out);
      awaitInterrupt();
      out.println("Stopped after " + simulator.requestCount() + " requests.");
      return DONE;
    }
  }

  private static void announce(OuraSimulator simulator, PrintStream out) {
    out.println(
        "Simulated Oura API at " + simulator.baseUrl() + "/, which is also a page for browsers.");
    for (SimulatedPerson person : simulator.people()) {
      out.printf(
          "%s: access token %s, days %s to %s in %s%n",
          person.personalInfo().email(),
          person.token(),
          person.firstDay(),
          person.newestDay(),
          person.zone());
    }
    out.printf(
        "To use it: OURA_BASE_URL=%s OURA_ACCESS_TOKEN=%s java -jar oura-examples.jar quickstart%n",
        simulator.baseUrl(), simulator.token());
    out.println("Ctrl-C ends it.");
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException isAskedToEnd) {
      // The process ends after this program has.
    }
  }

  private OuraSimulator.Builder settings(Clock clock) {
    OuraSimulator.Builder settings =
        OuraSimulator.builder()
            .port(inRange("--port", port, 0, MAX_PORT))
            .clock(clock)
            .statusPage();
    if (faults != null) {
      settings.faults(inRange("--faults", faults, 1, Integer.MAX_VALUE));
    }
    inRange("--days", days, 1, MAX_DAYS);
    int count = inRange("--people", people, 1, MAX_PEOPLE);
    ZoneId zoneId = zoneId();
    LocalDate firstDay = LocalDate.now(clock.withZone(zoneId)).minusDays(days - 1L);
    for (int number = 1; number <= count; number++) {
      settings.person(person(number, zoneId, firstDay));
    }
    return settings;
  }

  private SimulatedPerson person(int number, ZoneId zoneId, LocalDate firstDay) {
    return SimulatedPerson.builder()
        .seed(seed + number - 1)
        .token(number == 1 ? TOKEN : TOKEN + "-" + number)
        .zone(zoneId)
        .firstDay(firstDay)
        .build();
  }

  private ZoneId zoneId() {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new WrongUseException(
          "--zone must be a time zone such as Asia/Tokyo or +09:00, but is '" + zone + "'.");
    }
  }

  private static int inRange(String option, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new WrongUseException(
          option + " must be from " + lowest + " to " + highest + ", but is " + value + ".");
    }
    return value;
  }
}
