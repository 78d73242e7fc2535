// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oura4j.credentials.AuthorizationRequest;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.OAuthEndpoints;
import io.github.oura4j.credentials.OAuthTokens;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.dataframe.file.DocumentFormat;
import io.github.oura4j.dataframe.file.HistoryFolder;
import io.github.oura4j.json.OuraJson;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.HeartRate;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.HistoryProgress;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
  private static final LocalDate NEWEST = LocalDate.of(2026, 3, 21);
  private static final SimulatedPerson PERSON =
      SimulatedPerson.builder().newestDay(NEWEST).wearsRingEveryDay().build();

  @TempDir Path directory;

  private String folderName = "oura";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<OuraSimulator> simulators = new ArrayList<>();

  @AfterEach
  void stop() {
    simulators.forEach(OuraSimulator::close);
  }

  private Path folder() {
    return directory.resolve(folderName);
  }

  private OuraSimulator simulator(SimulatedPerson person) {
    OuraSimulator simulator = OuraSimulator.builder().person(person).start();
    simulators.add(simulator);
    return simulator;
  }

  private int export(OuraSimulator simulator, String... options) {
    return export(
        Map.of("OURA_ACCESS_TOKEN", simulator.token(), "OURA_BASE_URL", simulator.baseUrl()),
        options);
  }

  /** Runs the program as the launcher does, and forgets what earlier runs have printed. */
  private int export(Map<String, String> variables, String... options) {
    out.reset();
    err.reset();
    return Examples.run(
        List.of(commandLine(options)),
        new Example.Context(
            Environment.of(variables, directory),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private String[] commandLine(String... options) {
    List<String> arguments = new ArrayList<>(List.of("export", "--out", folder().toString()));
    arguments.addAll(Arrays.asList(options));
    return arguments.toArray(String[]::new);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void export_withoutAToken_exportsTheSimulatedPersonAndReportsThatInOneLine() throws Exception {
    String since = LocalDate.now(ZoneOffset.UTC).minusDays(120).toString();

    assertThat(export(Map.of(), "--since", since, "--types", "daily_sleep")).isZero();

    assertThat(errors().lines().filter(line -> line.contains("simulator"))).hasSize(1);
    assertThat(OuraFrames.read(folder().resolve("daily_sleep.ndjson"), DailySleep.class).height())
        .isGreaterThan(115);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "csv", "parquet"})
  void export_inEachFormat_writesTheFilesOfTheTypesAndATable(String format) {
    OuraSimulator simulator = simulator(PERSON);
    String types = "daily_sleep,heartrate";

    assertThat(export(simulator, "--since", "2026-03-15", "--types", types, "--format", format))
        .isZero();

    assertThat(folder().resolve("daily_sleep." + format)).isNotEmptyFile();
    assertThat(folder().resolve("heartrate/2026-03." + format)).isNotEmptyFile();
    assertThat(printed())
        .containsPattern("type +rows +new +replaced +removed +outcome\n")
        .containsPattern("daily_sleep +7 +7 +0 +0 +ok\n")
        .containsPattern("heartrate +[0-9],[0-9]{3} +[0-9],[0-9]{3} +0 +0 +ok\n")
        .contains("The files are in " + folder());
    assertThat(errors().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("(daily_sleep|heartrate): .* rows, ok.*data types.*"));
  }

  @Test
  void export_withoutTypes_exportsAllOfThem() {
    assertThat(export(simulator(PERSON), "--since", "2026-03-20")).isZero();

    assertThat(printed().lines().filter(line -> line.matches(".* (ok|empty)")))
        .hasSameSizeAs(DataType.values());
  }

  @Test
  void export_again_fetchesOnlyWhatIsNewAndReplacesTheRest() {
    OuraSimulator simulator = simulator(PERSON);
    String[] options = {"--since", "2026-03-15", "--types", "daily_sleep"};
    export(simulator, options);

    assertThat(export(simulator, options)).isZero();

    assertThat(printed()).containsPattern("daily_sleep +[0-9]+ +0 +[0-9]+ +0 +(ok|empty)\n");
  }

  @Test
  void export_withJson_printsTheSummaryForPrograms() throws Exception {
    export(simulator(PERSON), "--since", "2026-03-15", "--types", "DAILY_SLEEP", "--json");

    JsonNode summary = new ObjectMapper().readTree(printed());
    assertThat(summary.path("source").asText()).isEqualTo("oura");
    assertThat(summary.path("complete").asBoolean()).isTrue();
    assertThat(summary.path("folder").asText()).isEqualTo(folder().toAbsolutePath().toString());
    assertThat(summary.path("types"))
        .singleElement()
        .asString()
        .isEqualTo(
            "{\"type\":\"daily_sleep\",\"rows\":7,\"new\":7,\"replaced\":0,\"removed\":0,"
                + "\"outcome\":\"ok\",\"reason\":null}");
  }

  @Test
  void export_withoutTheScopeOfAType_completesTheOthersAndSaysWhy() {
    OuraSimulator simulator = simulator(PERSON);
    Map<String, String> variables = withoutScopes(simulator, "daily");
    String types = "daily_activity,heartrate";

    assertThat(export(variables, "--since", "2026-01-01", "--types", types)).isEqualTo(3);

    assertThat(printed())
        .containsPattern("daily_activity +0 .* scope_missing\n")
        .containsPattern("heartrate +[1-9].* ok\n");
    assertThat(errors()).containsPattern("(?m)^daily_activity: .*scope.*");
    assertThat(folder().resolve("heartrate/2026-03.ndjson")).isNotEmptyFile();
  }

  @Test
  void export_withoutTheScopeOfAllTypes_fails() {
    OuraSimulator simulator = simulator(PERSON);
    Map<String, String> variables = withoutScopes(simulator, "heartrate");

    assertThat(export(variables, "--since", "2026-03-15", "--types", "heartrate")).isEqualTo(1);

    assertThat(errors()).contains("heartrate: ");
  }

  @Test
  void export_withoutTheScopePersonal_needsANameOfThePerson() {
    OuraSimulator simulator = simulator(PERSON);
    Map<String, String> variables = withoutScopes(simulator, "personal");
    String[] options = {"--since", "2026-03-15", "--types", "daily_sleep"};

    assertThat(export(variables, options)).isEqualTo(1);
    assertThat(errors()).contains("--person KEY", "Nothing was exported");
    assertThat(folder()).doesNotExist();

    assertThat(
            export(
                variables, "--since", "2026-03-15", "--types", "daily_sleep", "--person", "anna"))
        .isZero();
  }

  /** Returns the settings of a token whose person has not granted some scopes. */
  private static Map<String, String> withoutScopes(OuraSimulator simulator, String... scopes) {
    try (OAuthClient oauth =
        OAuthClient.builder("simulated-client-id", "simulated-client-secret")
            .endpoints(OAuthEndpoints.current().withBaseUrl(simulator.baseUrl()))
            .redirectUri("http://localhost:8765/callback")
            .build()) {
      AuthorizationRequest request = oauth.authorize(Scope.all());
      String redirect = simulator.authorization().allow(request.uri().toString(), scopes);
      OAuthTokens tokens = oauth.exchange(oauth.parseCallback(redirect, request.state()));
      return Map.of(
          "OURA_ACCESS_TOKEN", tokens.accessToken(), "OURA_BASE_URL", simulator.baseUrl());
    }
  }

  @Test
  void export_whenTheTokenIsRejected_failsAndSaysWhatToDo() {
    OuraSimulator simulator = simulator(PERSON);

    assertThat(
            export(
                Map.of("OURA_ACCESS_TOKEN", "planted-31", "OURA_BASE_URL", simulator.baseUrl()),
                "--since",
                "2026-03-15"))
        .isEqualTo(1);

    assertThat(errors()).contains("401", "Get a new token").doesNotContain("planted");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void export_ofAnUnknownType_listsTheKnownOnes() {
    assertThat(export(Map.of(), "--since", "2026-03-15", "--types", "sleep,naps")).isEqualTo(2);

    assertThat(errors()).contains("'naps' is not a data type");
    for (DataType type : DataType.values()) {
      assertThat(errors()).contains(type.pathName());
    }
    assertThat(errors().lines()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--since 2026-02-30|'2026-02-30' is not a day. Write it as 2026-03-21",
        "--since yesterday|'yesterday' is not a day",
        "--since 2026-03-15 --until 2026-3-16|'2026-3-16' is not a day",
        "--since 2026-03-15 --until 2026-03-14|is after --until 2026-03-14",
        "--since 0202-03-21|before there was any ring",
        "--since 9999-01-01|is in the future: today is 20",
        "--until 2026-03-15|--since",
        "--since 2026-03-15 --format xlsx|Choose ndjson, csv or parquet",
        "--since 2026-03-15 --types|--types",
        "--since 2026-03-15 --nonsense|--nonsense",
        "--since 2026-03-15 extra|extra"
      })
  void export_withWrongOptions_explainsThemAndWritesNothing(String optionsAndMessage) {
    String[] parts = optionsAndMessage.split("\\|", -1);

    assertThat(export(simulator(PERSON), parts[0].split(" ", -1))).isEqualTo(2);

    assertThat(errors()).contains(parts[1], "export --help").doesNotContain("Exception");
    assertThat(printed()).isEmpty();
    assertThat(folder()).doesNotExist();
  }

  @Test
  void export_withoutAFolder_explainsThat() {
    int status =
        Examples.run(
            List.of("export", "--since", "2026-03-15"),
            new Example.Context(
                Environment.of(Map.of(), directory),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));

    assertThat(status).isEqualTo(2);
    assertThat(errors()).contains("--out=DIR");
  }

  @Test
  void export_intoAFile_rejectsItAndLeavesIt() throws Exception {
    Files.writeString(folder(), "mine");

    assertThat(export(simulator(PERSON), "--since", "2026-03-15")).isEqualTo(2);

    assertThat(errors()).contains(folder().toString()).doesNotContain("Exception", "\tat ");
    assertThat(folder()).hasContent("mine");
  }

  @Test
  void export_intoAFolderThatCannotBeWritten_failsAndSaysWhatToDo() throws Exception {
    Files.createDirectory(
        folder(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    assumeFalse(Files.isWritable(folder()), "this user may write everywhere");

    assertThat(export(simulator(PERSON), "--since", "2026-03-15")).isEqualTo(1);

    assertThat(errors()).contains(folder().toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void export_intoTheFolderOfAnotherPerson_failsAndLeavesItsFiles() throws Exception {
    String[] options = {"--since", "2026-03-15", "--types", "daily_sleep"};
    export(simulator(PERSON), options);
    byte[] before = Files.readAllBytes(folder().resolve("daily_sleep.ndjson"));
    SimulatedPerson other = SimulatedPerson.builder().seed(2).newestDay(NEWEST).build();

    assertThat(export(simulator(other), options)).isEqualTo(1);

    assertThat(errors()).contains("person").doesNotContain("Exception", "\tat ");
    assertThat(folder().resolve("daily_sleep.ndjson")).hasBinaryContent(before);
  }

  @Test
  void export_intoTheFolderOfAnotherFormat_failsAndWritesNoFile() {
    OuraSimulator simulator = simulator(PERSON);
    export(simulator, "--since", "2026-03-15", "--types", "daily_sleep");

    assertThat(
            export(
                simulator,
                "--since",
                "2026-03-15",
                "--types",
                "daily_sleep",
                "--format",
                "parquet"))
        .isEqualTo(1);

    assertThat(errors().toLowerCase(Locale.ROOT)).contains("ndjson", "parquet");
    assertThat(folder().resolve("daily_sleep.parquet")).doesNotExist();
  }

  @Test
  void export_intoAFolderThatIsInUse_failsAndSaysSo() {
    OuraSimulator simulator = simulator(PERSON);
    String id = String.valueOf(PERSON.personalInfo().id());
    try (HistoryFolder inUse = HistoryFolder.open(folder(), DocumentFormat.ndjson(), id)) {
      assertThat(export(simulator, "--since", "2026-03-15")).isEqualTo(1);
      assertThat(inUse.files(DataType.DAILY_SLEEP)).isEmpty();
    }

    assertThat(errors()).contains(folder().toString()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void export_whenInterrupted_saysWhatIsSafeAndContinuesTheNextTime() {
    OuraSimulator simulator = simulator(PERSON);
    String[] options = {"--since", "2026-03-15", "--types", "daily_sleep"};
    Thread.currentThread().interrupt();

    int interrupted = export(simulator, options);
    boolean wasInterrupted = Thread.interrupted();

    assertThat(wasInterrupted).isTrue();
    assertThat(interrupted).isEqualTo(3);
    assertThat(errors()).contains("Interrupted", "are complete", "Run the same command again");
    assertThat(export(simulator, options)).isZero();
    assertThat(printed()).containsPattern("daily_sleep +7 +7 +0 +0 +ok\n");
  }

  /** Ctrl-C has the same effect as the signal that this test sends. */
  @Test
  void export_whenTheProcessIsAskedToEnd_commitsWhatWasFetchedAndContinuesTheNextTime()
      throws Exception {
    // With so many pages of heart rates, the export would take minutes.
    OuraSimulator slow =
        OuraSimulator.builder().person(PERSON).pageSize(10).latency(Duration.ofMillis(300)).start();
    simulators.add(slow);
    Map<String, String> variables =
        Map.of("OURA_ACCESS_TOKEN", slow.token(), "OURA_BASE_URL", slow.baseUrl());
    String[] options = {"--since", "2025-12-22", "--types", "daily_sleep,heartrate"};
    Process process =
        ChildProcess.of(directory, variables, List.of(), commandLine(options)).start();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).startsWith("daily_sleep: ");
      process.toHandle().destroy(); // Unlike Process.destroy, it leaves the streams open.

      assertThat(lines.lines().toList()).last().asString().contains("Run the same command again");
    }

    assertThat(process.waitFor()).isEqualTo(128 + 15);
    assertThat(OuraFrames.read(folder().resolve("daily_sleep.ndjson"), DailySleep.class).height())
        .isEqualTo(90);
    assertThat(export(simulator(PERSON), options)).isZero();
    List<HeartRate> resumed = heartRates();
    folderName = "uninterrupted";
    assertThat(export(simulator(PERSON), options)).isZero();
    assertThat(resumed).isNotEmpty().isEqualTo(heartRates());
  }

  private List<HeartRate> heartRates() throws IOException {
    List<HeartRate> samples = new ArrayList<>();
    for (String month : List.of("2025-12", "2026-01", "2026-02", "2026-03")) {
      Path file = folder().resolve("heartrate").resolve(month + ".ndjson");
      for (String line : Files.readAllLines(file)) {
        samples.add(OuraJson.read(line, HeartRate.class));
      }
    }
    return samples;
  }

  @Test
  void progress_onATerminal_overwritesOneLineWithAnEstimateAndRemovesItAtTheEnd() {
    try (ExportProgress progress =
        new ExportProgress(new PrintStream(err, true, StandardCharsets.UTF_8), true)) {
      progress.onProgress(new HistoryProgress(1, 19, 40, 512, 1_234_567, Duration.ofSeconds(150)));
      progress.onProgress(new HistoryProgress(19, 19, 512, 512, 9, Duration.ZERO));
    }

    String first = "1 of 19 data types, 40 of 512 windows, 1,234,567 rows, about 3 min left";
    String last = "19 of 19 data types, 512 of 512 windows, 9 rows";
    assertThat(errors()).startsWith("\r" + first + "\r" + last).endsWith("\r").doesNotContain("\n");
  }
}
