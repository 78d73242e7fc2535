// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oura4j.DatedDocuments;
import io.github.oura4j.Documents;
import io.github.oura4j.OuraClient;
import io.github.oura4j.RawRequests;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.SingleDocument;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.Webhooks;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.Scope;
import io.github.oura4j.error.OuraApiException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.http.ResponseTooLargeException;
import io.github.oura4j.http.Transport;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.History;
import io.github.oura4j.sync.HistoryOutcome;
import io.github.oura4j.timeline.Timelines;
import io.github.oura4j.webhook.WebhookReceiver;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** Compares the tables of the README and the manual with the code that they describe. */
class DocumentationTablesTest {
  private static final Path CLIENT = MarkdownFile.ROOT.resolve("oura-client/src/main/java");
  private static final String CODE = "`([^`]+)`";

  @Test
  void accessors_ofTheReadme_areThoseOfTheClient() throws IOException {
    MarkdownFile readme = MarkdownFile.at("README.md");
    Map<String, List<String>> rows = new LinkedHashMap<>();
    readme.table("accessor").forEach(row -> rows.put(row.get(0).replaceAll("[`()]", ""), row));

    Set<String> accessors = dataTypeAccessors();
    assertThat(accessors().keySet()).containsAll(accessors);
    accessors.addAll(Set.of("webhooks", "raw"));
    assertThat(rows.keySet()).isEqualTo(accessors).isEqualTo(accessors().keySet());
    for (DataType type : DataType.values()) {
      List<String> row = rows.get(accessor(type));
      assertThat(row.get(1))
          .as(type.name())
          .isEqualTo("`" + type.documentType().getSimpleName() + "`");
      assertThat(row.get(2)).as(type.name()).startsWith(range(type.kind()));
    }
    assertThat(readme.text()).contains("all " + DataType.values().length + " data types");
  }

  private static String range(DataType.Kind kind) {
    return switch (kind) {
      case SINGLE_DOCUMENT -> "single document";
      case DATED_DOCUMENTS -> "days";
      case TIME_SERIES -> "time";
      case UNDATED_DOCUMENTS -> "none";
    };
  }

  private static Set<String> dataTypeAccessors() {
    return Stream.of(DataType.values())
        .map(DocumentationTablesTest::accessor)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the name of a data type's accessor, such as {@code dailySleep}. */
  private static String accessor(DataType type) {
    return Pattern.compile("_(.)")
        .matcher(type.name().toLowerCase(Locale.ROOT))
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** Returns the accessors by name: one for each data type, webhooks and raw requests. */
  private static Map<String, Method> accessors() {
    Set<Class<?>> kinds =
        Set.of(
            SingleDocument.class,
            DatedDocuments.class,
            TimeSeries.class,
            Documents.class,
            Webhooks.class,
            RawRequests.class);
    return Stream.of(OuraClient.class.getMethods())
        .filter(method -> kinds.contains(method.getReturnType()))
        .collect(Collectors.toMap(Method::getName, method -> method));
  }

  @Test
  void python_everyRow_namesAMemberOfTheClient() throws IOException {
    List<String> named = new ArrayList<>();
    for (List<String> row : MarkdownFile.at("docs/from-python.md").table("`oura-ring`")) {
      named.addAll(MarkdownFile.find("`(\\w+)\\(\\)\\.\\w+\\(", row.get(2)));
    }

    assertThat(Set.copyOf(named)).isEqualTo(dataTypeAccessors());
  }

  /** The outcomes of a row, each as a transport that has this outcome at every attempt. */
  private static List<Transport> outcomes(String row) {
    Map<String, List<Transport>> failures =
        Map.of(
            "connection refused", List.of(failing(new ConnectException("refused"))),
            "connection reset",
                List.of(
                    failing(new IOException("reset")),
                    failing(new HttpTimeoutException("timed out"))),
            "response cut off", List.of(request -> response(200, "{\"id\":")),
            "response larger",
                List.of(
                    failing(new ResponseTooLargeException(5)),
                    failing(new SSLPeerUnverifiedException("certificate"))),
            "any other status",
                statuses(List.of(301, 400, 401, 403, 404, 409, 422, 426, 501, 505)));
    return failures.entrySet().stream()
        .filter(failure -> row.startsWith(failure.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () ->
                statuses(
                    MarkdownFile.find("\\b(\\d{3})\\b", row).stream()
                        .map(Integer::valueOf)
                        .toList()));
  }

  private static List<Transport> statuses(List<Integer> statuses) {
    return statuses.stream().map(status -> (Transport) request -> response(status, "{}")).toList();
  }

  private static Transport failing(IOException failure) {
    return request -> {
      throw failure;
    };
  }

  private static OuraResponse response(int status, String body) {
    return new OuraResponse(
        status,
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void retries_ofEveryRow_happenAsTheTableSays() throws IOException {
    List<List<String>> table = MarkdownFile.at("docs/reliability.md").table("what happened");
    assertThat(table).hasSize(7);
    for (List<String> row : table) {
      assertThat(outcomes(row.get(0))).as(row.get(0)).isNotEmpty();
      for (Transport outcome : outcomes(row.get(0))) {
        assertThat(isRetried(outcome, oura -> oura.raw().get("/v2/x")))
            .as("reading: %s", row)
            .isEqualTo(saysRetried(row.get(1)));
        for (Consumer<OuraClient> change : changes()) {
          assertThat(isRetried(outcome, change))
              .as("changing: %s", row)
              .isEqualTo(saysRetried(row.get(2)));
        }
      }
    }
  }

  private static boolean saysRetried(String cell) {
    assertThat(cell).matches("(retried|error)(:.*)?");
    return cell.startsWith("retried");
  }

  /** One request of each method that changes something. */
  private static List<Consumer<OuraClient>> changes() {
    return List.of(
        oura -> oura.webhooks().create(NewWebhookSubscription.builder().build()),
        oura -> oura.webhooks().renew("id"),
        oura -> oura.webhooks().delete("id"));
  }

  /** Counts requests of the same method: a lost subscription is also looked for in the list. */
  private static boolean isRetried(Transport outcome, Consumer<OuraClient> call) {
    List<String> methods = new ArrayList<>();
    Duration moment = Duration.ofMillis(1);
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .application("id", "secret")
            .retry(RetryPolicy.defaults().withMaxAttempts(2).withBackoff(moment, moment))
            .transport(
                request -> {
                  methods.add(request.method());
                  return outcome.send(request);
                })
            .build()) {
      assertThat(catchThrowableOfType(OuraException.class, () -> call.accept(oura))).isNotNull();
    }
    return Collections.frequency(methods, methods.get(0)) == 2;
  }

  @Test
  void retryPolicies_areThoseOfTheTable() throws IOException {
    Map<String, RetryPolicy> policies =
        Map.of(
            "defaults", RetryPolicy.defaults(),
            "patient", RetryPolicy.patient(),
            "none", RetryPolicy.none());
    List<List<String>> table = MarkdownFile.at("docs/reliability.md").table("policy");
    assertThat(table).hasSameSizeAs(policies.keySet());
    for (List<String> row : table) {
      RetryPolicy policy =
          policies.get(MarkdownFile.find("RetryPolicy\\.(\\w+)\\(\\)", row.get(0)).get(0));
      String backoff = text(policy.backoff()) + ", doubling to " + text(policy.maxBackoff());
      assertThat(row.get(1)).isEqualTo(String.valueOf(policy.maxAttempts()));
      assertThat(row.get(2)).isEqualTo(policy.maxAttempts() == 1 ? "none" : backoff);
      assertThat(row.get(3)).startsWith(text(policy.maxWait()));
      assertThat(row.get(4)).isEqualTo(text(policy.deadline()));
    }
  }

  /** Writes a duration as the manual does: seconds up to a minute, then minutes, then hours. */
  private static String text(Duration duration) {
    if (duration.toMillis() <= 60_000) {
      return String.valueOf(duration.toMillis() / 1000.0).replaceAll("\\.0$", "") + " s";
    }
    return duration.toHours() > 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
  }

  @Test
  void environmentVariables_ofTheCode_areThoseOfTheTable() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (String head :
        List.of("OuraClient.builder()", "OAuthClient.builder(clientId, clientSecret)")) {
      for (List<String> row : configuration(head)) {
        documented.addAll(MarkdownFile.find("`([A-Z]+_[A-Z_]+)`", row.get(2)));
      }
    }
    Set<String> read = new TreeSet<>();
    for (Path file : sources()) {
      read.addAll(MarkdownFile.find("\"((?:OURA|PERSONAL)_[A-Z_]+)\"", Files.readString(file)));
    }

    assertThat(documented).isEqualTo(read).isNotEmpty();
  }

  private static List<List<String>> configuration(String builder) throws IOException {
    return MarkdownFile.at("docs/configuration.md").table("setting of `" + builder + "`");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(CLIENT)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void settings_ofEveryBuilder_areThoseOfTheTables() throws IOException {
    assertSettings(OuraClient.Builder.class, configuration("OuraClient.builder()"));
    assertSettings(
        OAuthClient.Builder.class, configuration("OAuthClient.builder(clientId, clientSecret)"));
    assertSettings(WebhookReceiver.Builder.class, configuration("WebhookReceiver.builder()"));
    assertSettings(
        History.Builder.class,
        MarkdownFile.at("docs/history.md").table("setting of `History.builder(client, sink)`"));
    assertSettings(
        OuraSimulator.Builder.class,
        MarkdownFile.at("docs/testing.md").table("setting of `OuraSimulator.builder()`"));
    assertSettings(
        SimulatedPerson.Builder.class,
        MarkdownFile.at("docs/testing.md").table("setting of `SimulatedPerson.builder()`"));
  }

  private static void assertSettings(Class<?> builder, List<List<String>> table) {
    Set<String> settings =
        Stream.of(builder.getMethods())
            .filter(method -> method.getReturnType() == builder)
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> documented =
        table.stream()
            .flatMap(row -> MarkdownFile.find("`(\\w+)\\(", row.get(0)).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).as(builder.getName()).isEqualTo(settings);
  }

  @Test
  void rateLimit_ofTheDocuments_isThatOfTheCode() throws IOException {
    RateLimit limit = RateLimit.defaults();
    String requests = String.format(Locale.ROOT, "%,d", limit.requests());
    long minutes = limit.window().toMinutes();

    for (String page : List.of("README.md", "docs/reliability.md")) {
      assertThat(MarkdownFile.at(page).text().replaceAll("\\s+", " "))
          .contains(requests + " requests in any " + minutes + " minutes");
    }
    assertThat(MarkdownFile.at("docs/configuration.md").text())
        .contains(requests + " in " + minutes + " min");
  }

  @Test
  void errors_ofEveryStatus_areThoseOfTheTable() throws IOException {
    List<List<String>> table = MarkdownFile.at("docs/errors.md").table("status");
    assertThat(table).hasSize(9);
    for (List<String> row : table) {
      String statuses =
          row.get(0).replace("5xx", "500, 502, 503, 599").replace("other", "302, 418");
      for (String status : MarkdownFile.find("(\\d+)", statuses)) {
        try (OuraClient oura =
            OuraClient.builder()
                .credentials(Credentials.token("t"))
                .retry(RetryPolicy.none())
                .transport(request -> response(Integer.parseInt(status), "{}"))
                .build()) {
          OuraApiException thrown =
              catchThrowableOfType(OuraApiException.class, () -> oura.raw().get("/v2/x"));
          assertThat("`" + thrown.getClass().getSimpleName() + "`").isEqualTo(row.get(1));
        }
      }
    }
  }

  @Test
  void errors_ofTheLibrary_areAllExplained() throws Exception {
    String page = MarkdownFile.at("docs/errors.md").text();
    Set<String> exceptions = new TreeSet<>();
    for (Path file : sources()) {
      if (file.toString().endsWith("Exception.java")) {
        String name = CLIENT.relativize(file).toString().replace('/', '.').replace(".java", "");
        Class<?> type = Class.forName(name);
        if (OuraException.class.isAssignableFrom(type) && Modifier.isPublic(type.getModifiers())) {
          exceptions.add(type.getSimpleName());
        }
      }
    }

    assertThat(exceptions).hasSizeGreaterThan(10);
    assertThat(MarkdownFile.find(CODE, page)).containsAll(exceptions);
  }

  @Test
  void meters_ofTheCode_areThoseOfTheTable() throws IOException {
    Path metrics = CLIENT.resolve("io/github/oura4j/metrics/OuraMetrics.java");
    Set<String> recorded =
        new TreeSet<>(MarkdownFile.find("\"(oura\\.[a-z.]+)\"", Files.readString(metrics)));
    Set<String> documented = new TreeSet<>();
    for (List<String> row : MarkdownFile.at("docs/reliability.md").table("meter")) {
      documented.addAll(MarkdownFile.find(CODE, row.get(0)));
    }

    assertThat(documented).isEqualTo(recorded).isNotEmpty();
  }

  @Test
  void scopes_ofTheCode_areThoseOfTheTable() throws IOException {
    Map<String, List<String>> documented = new LinkedHashMap<>();
    for (List<String> row : MarkdownFile.at("docs/authentication.md").table("scope")) {
      documented.put(row.get(0).replace("`", ""), MarkdownFile.find(CODE, row.get(1)));
    }

    assertThat(documented.keySet())
        .isEqualTo(Scope.all().stream().map(Scope::name).collect(Collectors.toSet()));
    for (Scope scope : Scope.all()) {
      if (!scope.dataTypes().isEmpty()) {
        assertThat(documented.get(scope.name()))
            .as(scope.name())
            .containsExactlyInAnyOrderElementsOf(
                scope.dataTypes().stream().map(DataType::pathName).toList());
      }
    }
  }

  @Test
  void outcomes_ofAHistory_areThoseOfTheTable() throws IOException {
    assertThat(
            MarkdownFile.at("docs/history.md").table("outcome").stream()
                .map(row -> row.get(0).replace("`", "")))
        .containsExactly(
            Stream.of(HistoryOutcome.values()).map(HistoryOutcome::label).toArray(String[]::new));
  }

  @Test
  void timelines_ofTheCode_areThoseOfTheTable() throws IOException {
    Set<String> documented = new TreeSet<>();
    for (List<String> row : MarkdownFile.at("docs/data-types.md").table("method of `Timelines`")) {
      documented.addAll(MarkdownFile.find(CODE, row.get(0)));
    }

    assertThat(documented)
        .isEqualTo(
            Stream.of(Timelines.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void packages_ofTheModules_areNamedByTheArchitecture() throws IOException {
    assertPackages("oura-client", "oura-client", "");
    assertPackages("openapi", "openapi", "openapi");
    assertPackages("the simulator", "testing/oura-simulator", "simulator");
    assertPackages("oura-dataframe", "extensions/oura-dataframe", "dataframe");
    assertPackages("oura-spark", "extensions/oura-spark", "spark");
  }

  private static void assertPackages(String name, String module, String base) throws IOException {
    Set<String> documented = new TreeSet<>();
    for (List<String> row : MarkdownFile.at("docs/architecture.md").table("package of " + name)) {
      documented.addAll(MarkdownFile.find(CODE, row.get(0)));
    }
    Path root = MarkdownFile.ROOT.resolve(module).resolve("src/main/java/io/github/oura4j");
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root.resolve(base))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> root.resolve(base).relativize(file.getParent()).toString())
          .filter(folder -> !folder.isEmpty())
          .forEach(folder -> packages.add(folder.replace('/', '.')));
    }

    assertThat(documented).as(name).isEqualTo(packages);
  }
}
