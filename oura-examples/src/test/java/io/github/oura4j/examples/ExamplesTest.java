// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.examples.data.LatestScores;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.WebhookSubscription;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.EventDelivery;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.webhook.WebhookSubscriptionPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Instant NOW = Instant.parse("2026-03-21T09:00:00Z");

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> variables, String... arguments) {
    return Examples.run(
        Arrays.asList(arguments),
        new Example.Context(
            Environment.of(variables, directory),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void quickstart_withoutAToken_showsTheSimulatedPersonAndReportsThatInOneLine() {
    assertThat(run(Map.of(), "quickstart")).isZero();

    assertThat(errors().lines()).singleElement().asString().contains("simulator");
    assertThat(printed()).contains("sleep", "readiness", "activity", "asleep", "steps");
  }

  @Test
  void quickstart_inAProcessOfItsOwn_loadsNothingOfOtherPrograms() throws Exception {
    Process process =
        ChildProcess.of(directory, Map.of(), List.of("-Xlog:class+load:stdout"), "quickstart")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output).contains(Quickstart.class.getName() + " ");
    assertThat(output.lines())
        .noneMatch(line -> line.matches(".* (org[.]dflib|org[.]apache|.*[.]dataframe)[.].*"))
        .noneMatch(line -> line.contains(" " + Export.class.getName() + " "));
  }

  @Test
  void quickstart_withATokenAndABaseUrl_sendsRequestsThere() {
    try (OuraSimulator simulator = OuraSimulator.start()) {
      int status =
          run(
              Map.of("OURA_ACCESS_TOKEN", simulator.token(), "OURA_BASE_URL", simulator.baseUrl()),
              "quickstart");

      assertThat(status).isZero();
      assertThat(errors()).isEmpty();
      assertThat(simulator.requests()).isNotEmpty();
    }
  }

  @Test
  void quickstart_whenTheTokenIsRejected_failsAndSaysWhatToDo() {
    try (OuraSimulator simulator = OuraSimulator.start()) {
      int status =
          run(
              Map.of("OURA_ACCESS_TOKEN", "planted-31", "OURA_BASE_URL", simulator.baseUrl()),
              "quickstart");

      assertThat(status).isEqualTo(1);
      assertThat(errors()).contains("401", "Get a new token").doesNotContain("planted");
    }
  }

  @Test
  void quickstart_withABaseUrlButNoToken_failsAndNamesTheMissingToken() {
    assertThat(run(Map.of("OURA_BASE_URL", "http://localhost:1"), "quickstart")).isEqualTo(1);

    assertThat(errors()).contains("No access token was found");
  }

  @Test
  void quickstart_whenTheDotEnvFileIsInvalid_failsAndNamesIt() throws Exception {
    Files.writeString(directory.resolve(".env"), "OURA_ACCESS_TOKEN='planted-31\n");

    assertThat(run(Map.of(), "quickstart")).isEqualTo(1);

    assertThat(errors()).contains(".env", "line 1").doesNotContain("planted");
  }

  @Test
  void launcher_whenTheProgramIsUnknown_listsThePrograms() {
    assertThat(run(Map.of(), "nonsense")).isEqualTo(2);
    assertThat(run(Map.of())).isEqualTo(2);

    assertThat(errors())
        .contains("There is no program 'nonsense'. Choose quickstart, login, ")
        .contains("simulator or completion.\n")
        .contains("NAME is missing. Choose quickstart, login, ", "--help");
    assertThat(printed()).isEmpty();
  }

  @Test
  void launcher_withHelp_saysHowToStartTheMcpServer() {
    assertThat(run(Map.of(), "--help")).isZero();

    assertThat(printed()).contains("java -jar extensions/oura-mcp/target/oura-mcp.jar --help");
  }

  @Test
  void launcher_withHelp_describesThePrograms() {
    assertThat(run(Map.of(), "--help")).isZero();

    assertThat(printed())
        .contains("NAME", "Exit codes: 0 done, 1 failed, 2 wrong use, 3 done in part")
        .contains(Examples.NAMES);
    assertThat(errors()).isEmpty();
  }

  static List<String> programs() {
    return Examples.NAMES;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_withHelp_describesItselfAndDoesNothing(String name) {
    assertThat(run(Map.of(), name, "--help")).isZero();

    assertThat(printed()).startsWith("Usage: java -jar oura-examples.jar " + name);
    assertThat(errors()).isEmpty();
  }

  @Test
  void quickstart_withArguments_rejectsThem() {
    assertThat(run(Map.of(), "quickstart", "now")).isEqualTo(2);

    assertThat(errors())
        .contains("The program quickstart has no argument 'now'.", "quickstart --help");
  }

  @Test
  void webhooks_withoutAnApplication_receivesEventsFromTheSimulatorAndEnds() {
    assertThat(run(Map.of(), "webhooks")).isZero();

    assertThat(errors().lines()).singleElement().asString().contains("simulator");
    assertThat(printed())
        .contains("3 created")
        .contains("create sleep: SleepPeriod of 20")
        .contains("create daily_sleep: DailySleep of 20")
        .contains("create workout: Workout of 20");
    assertThat(printed().lines()).hasSize(4);
  }

  @Test
  void webhooks_withAnApplication_subscribesReceivesAndDeletesItsSubscriptions() throws Exception {
    try (OuraSimulator simulator =
        OuraSimulator.builder().application("my-app", "planted-secret").start()) {
      int port = freePort();
      Map<String, String> variables =
          Map.of(
              "OURA_CLIENT_ID",
              "my-app",
              "OURA_CLIENT_SECRET",
              "planted-secret",
              "OURA_ACCESS_TOKEN",
              simulator.token(),
              "OURA_BASE_URL",
              simulator.baseUrl());
      CompletableFuture<Integer> program =
          CompletableFuture.supplyAsync(
              () -> run(variables, "webhooks", "http://localhost:" + port + "/x", "" + port));
      String id = newestWorkout(simulator.person());
      List<EventDelivery> accepted = new ArrayList<>();
      while (accepted.size() < 3 && !program.isDone()) {
        EventDelivery delivery =
            simulator
                .deliver(simulator.person(), WebhookEventType.CREATE, WebhookDataType.WORKOUT, id)
                .join();
        if (delivery.isAccepted()) {
          accepted.add(delivery);
        }
      }

      assertThat(program.get(5, TimeUnit.MINUTES)).isZero();
      assertThat(printed()).contains("create workout: Workout of 20");
      assertThat(printed() + errors()).doesNotContain("planted");
      assertThat(simulator.requests())
          .filteredOn(request -> request.method().equals("DELETE"))
          .hasSize(3);
    }
  }

  @Test
  void webhooks_whenSettingsOrArgumentsAreInvalid_saysWhatToDo() {
    Map<String, String> application =
        Map.of("OURA_CLIENT_ID", "my-app", "OURA_CLIENT_SECRET", "s", "OURA_ACCESS_TOKEN", "t");
    assertThat(run(Map.of(), "webhooks", "https://x.example/")).isEqualTo(2);
    assertThat(run(Map.of("OURA_CLIENT_ID", "my-app"), "webhooks", "https://x.example/"))
        .isEqualTo(1);
    assertThat(run(application, "webhooks")).isEqualTo(2);
    assertThat(run(application, "webhooks", "https://x.example/", "80800")).isEqualTo(2);
    assertThat(run(application, "webhooks", "not a url")).isEqualTo(2);
    assertThat(run(application, "webhooks", "foo")).isEqualTo(2);
    assertThat(run(application, "webhooks", "http://x.example/")).isEqualTo(2);
    assertThat(run(application, "webhooks", "https:///path")).isEqualTo(2);
    assertThat(run(application, "webhooks", "https://x.example/", "1", "2")).isEqualTo(2);

    assertThat(errors().lines().filter(line -> !line.startsWith("For help: ")))
        .satisfiesExactly(
            line -> assertThat(line).contains("no arguments"),
            line -> assertThat(line).contains("set both"),
            line -> assertThat(line).startsWith("CALLBACK_URL is missing. Usage: webhooks"),
            line -> assertThat(line).contains("1 to 65535"),
            line -> assertThat(line).contains("such as https://example.com/oura"),
            line -> assertThat(line).contains("such as https://example.com/oura"),
            line -> assertThat(line).contains("such as https://example.com/oura"),
            line -> assertThat(line).contains("such as https://example.com/oura"),
            line -> assertThat(line).startsWith("There are too many arguments. Usage: webhooks"));
  }

  @Test
  void webhooks_whenTheApplicationHasOtherSubscriptions_leavesThemUnchanged() throws Exception {
    try (OuraSimulator simulator = OuraSimulator.builder().application("my-app", "s").start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .application("my-app", "s")
                .build()) {
      oura.webhooks()
          .ensure(
              URI.create("https://production.example/"),
              WebhookSubscriptionPlan.withVerificationToken("t")
                  .on(WebhookEventType.CREATE, WebhookDataType.SLEEP));
      Map<String, String> variables =
          Map.of(
              "OURA_CLIENT_ID",
              "my-app",
              "OURA_CLIENT_SECRET",
              "s",
              "OURA_ACCESS_TOKEN",
              simulator.token(),
              "OURA_BASE_URL",
              simulator.baseUrl());

      assertThat(run(variables, "webhooks", "https://x.example/", "" + freePort())).isEqualTo(1);

      assertThat(errors()).contains("another callback URL");
      assertThat(oura.webhooks().list())
          .extracting(WebhookSubscription::callbackUrl)
          .containsExactly("https://production.example/");
    }
  }

  private static String newestWorkout(SimulatedPerson person) {
    List<Workout> workouts = person.documents(Workout.class, person.firstDay(), person.newestDay());
    return workouts.get(workouts.size() - 1).id();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void quickstart_onAFixedDay_printsTheSampleOutputOfTheReadme() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));

    assertThat(readme)
        .contains(quickstartOf(SimulatedPerson.builder().wearsRingEveryDay().build()));
  }

  @Test
  void quickstart_whenTheLatestNightIsOlder_printsItsDay() {
    SimulatedPerson unsynced =
        SimulatedPerson.builder()
            .firstDay(LocalDate.of(2026, 1, 1))
            .newestDay(LocalDate.of(2026, 3, 17))
            .wearsRingEveryDay()
            .build();

    assertThat(quickstartOf(unsynced)).contains("not last night's", "2026-03-17");
  }

  @Test
  void quickstart_withoutAnyNight_succeedsAndReportsThat() {
    SimulatedPerson inactive =
        SimulatedPerson.builder()
            .firstDay(LocalDate.of(2025, 1, 1))
            .newestDay(LocalDate.of(2025, 3, 17))
            .build();

    assertThat(quickstartOf(inactive)).contains("No night in the last 30 days", "sleep");
  }

  private String quickstartOf(SimulatedPerson person) {
    try (OuraSimulator simulator =
            OuraSimulator.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).person(person).start();
        OuraClient oura =
            OuraClient.builder()
                .baseUrl(simulator.baseUrl())
                .credentials(Credentials.token(simulator.token()))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .zone(simulator.person().zone())
                .build()) {
      Quickstart.print(
          LatestScores.of(oura),
          LocalDate.ofInstant(NOW, simulator.person().zone()),
          new PrintStream(out, true, StandardCharsets.UTF_8));
      return printed();
    }
  }
}
