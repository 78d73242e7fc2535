// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.jdbc.ledger.MissingData;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import io.github.oura4j.limit.RateLimit;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.sync.HistoryOutcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A study in several processes, some of which are killed, against a simulator and PostgreSQL. It
 * counts the requests at the server and compares the stored rows with those of the simulator. Run
 * by hand; a test runs a small one.
 */
public final class StudyProof {
  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(20);

  /** Days that are settled, so that what the simulator returns for them does not change. */
  private static final int AGE_DAYS = 20;

  /**
   * How large a study is.
   *
   * @param people the number of people
   * @param days the number of days
   * @param processes how many processes run at the same time
   * @param threads the number of threads of each
   * @param kills how many processes are killed; each is replaced
   * @param limit how many requests are allowed
   * @param callTimeout how long a request may take
   */
  record Size(
      int people,
      int days,
      int processes,
      int threads,
      int kills,
      RateLimit limit,
      Duration callTimeout) {}

  private final Size size;
  private final String jdbcUrl;
  private final LocalDate until = LocalDate.now(Clock.systemUTC()).minusDays(AGE_DAYS);
  private final LocalDate since;
  private final List<Process> running = new ArrayList<>();
  private int killed;

  StudyProof(Size size, String jdbcUrl) {
    this.size = size;
    this.jdbcUrl = jdbcUrl;
    this.since = until.minusDays(size.days() - 1L);
  }

  /**
   * Runs the proof, prints what it found, and exits with status 1 if that is not as promised. Uses
   * the PostgreSQL server of the system property {@code oura4j.postgres}, or starts one.
   *
   * @param arguments optionally the numbers of people (200), days (20), processes (4) and kills (3)
   * @throws Exception if the database or a process cannot be used
   */
  public static void main(String[] arguments) throws Exception {
    Size size =
        new Size(
            number(arguments, 0, 200),
            number(arguments, 1, 20),
            number(arguments, 2, 4),
            8,
            number(arguments, 3, 3),
            new RateLimit(400, Duration.ofSeconds(10)),
            Duration.ofSeconds(5));
    Result result;
    try (StudyDatabase database = StudyDatabase.create()) {
      result = new StudyProof(size, database.url()).run();
    }
    System.out.println(result.table());
    result.comparison().differences().forEach(each -> System.out.println("differs: " + each));
    System.exit(result.isProved() ? 0 : 1);
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  Result run() throws Exception {
    OuraSimulator.Builder builder = OuraSimulator.builder().accessTokenLifetime(TOKEN_LIFETIME);
    StudyPeople people = new StudyPeople(size.people(), since, builder);
    try (OuraSimulator simulator = builder.start();
        CountingProxy server = new CountingProxy(simulator.baseUrl());
        HikariDataSource pool = StudyProcess.pool(jdbcUrl, 4);
        OAuthClient oauth = StudyProcess.oauth(simulator.baseUrl())) {
      OuraSchema.apply(pool);
      try (Connection connection = pool.getConnection()) {
        StudySink.createTables(connection);
      }
      TokenStore tokens = StudyTokens.store(pool);
      PostgresLedger ledger = new PostgresLedger(pool);
      people.authorize(simulator, oauth, tokens);
      ledger.enroll(people.names());
      long start = System.nanoTime();
      runProcesses(server, pool);
      int consentsAgain = 0;
      for (Set<String> lost = lostConsents(people, ledger);
          !lost.isEmpty();
          lost = lostConsents(people, ledger)) {
        consentsAgain += lost.size();
        for (String person : lost) {
          people.authorize(simulator, oauth, tokens, person);
          ledger.markDue(person);
        }
        runProcesses(server, pool);
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return result(simulator, server, people, ledger, pool, consentsAgain, duration);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
  }

  /**
   * Returns who has to consent again, because the process that refreshed their token was killed.
   */
  private static Set<String> lostConsents(StudyPeople people, PostgresLedger ledger) {
    return ledger.missing().stream()
        .filter(missing -> missing.outcome() == HistoryOutcome.CONSENT_EXPIRED)
        .filter(missing -> people.isReadable(missing.person(), requireNonNull(missing.dataType())))
        .map(MissingData::person)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void runProcesses(CountingProxy server, HikariDataSource pool)
      throws IOException, InterruptedException, SQLException {
    for (int i = 0; i < size.processes(); i++) {
      running.add(start(server.baseUrl()));
    }
    while (!running.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
      for (Process ended : running.stream().filter(process -> !process.isAlive()).toList()) {
        running.remove(ended);
        if (ended.exitValue() != 0) {
          throw new IllegalStateException("A process of the study failed. Its output is above.");
        }
      }
      if (killed < size.kills() && !running.isEmpty() && progress(pool) > nextKill()) {
        running.remove(0).destroyForcibly().waitFor();
        killed++;
        running.add(start(server.baseUrl()));
      }
    }
  }

  /** Returns after which share of the work the next process is killed. */
  private double nextKill() {
    return (killed + 1.0) / (size.kills() + 2);
  }

  /** Returns the share of the work that has an outcome. */
  private double progress(HikariDataSource pool) throws SQLException {
    double all = size.people() * (double) DataType.values().length;
    return Long.parseLong(query(pool, "select count(*) from oura4j.outcome")) / all;
  }

  static String query(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private Process start(String baseUrl) throws IOException {
    StudySettings settings =
        new StudySettings(
            baseUrl,
            jdbcUrl,
            since,
            until,
            size.limit(),
            size.callTimeout(),
            LEASE,
            size.threads());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A process waits for permits most of the time: what matters is that it starts soon.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(StudyProcess.class.getName());
    command.addAll(settings.arguments());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/study-processes.log")))
        .start();
  }

  private Result result(
      OuraSimulator simulator,
      CountingProxy server,
      StudyPeople people,
      PostgresLedger ledger,
      HikariDataSource pool,
      int consentsAgain,
      Duration duration)
      throws SQLException {
    StudyTruth.Comparison comparison;
    try (Connection connection = pool.getConnection()) {
      comparison = new StudyTruth(people, since, until).compare(connection);
    }
    Map<HistoryOutcome, Long> expected = new TreeMap<>();
    for (String person : people.names()) {
      for (DataType type : DataType.values()) {
        HistoryOutcome failure = people.expectedFailure(person, type);
        if (failure != null) {
          expected.merge(failure, 1L, Long::sum);
        }
      }
    }
    Map<HistoryOutcome, Long> missing =
        ledger.missing().stream()
            .filter(each -> each.outcome() != null)
            .collect(
                Collectors.groupingBy(
                    each -> requireNonNull(each.outcome()), TreeMap::new, Collectors.counting()));
    return new Result(
        size,
        duration,
        server.requests(),
        server.mostWithin(size.limit().window()),
        simulator.authorization().refreshes(),
        simulator.authorization().reusedRefreshTokens(),
        killed,
        consentsAgain,
        comparison,
        expected,
        missing,
        ledger.missing().stream().filter(each -> each.outcome() == null).count());
  }

  /**
   * What the proof found.
   *
   * @param size the size of the study
   * @param duration how long it took
   * @param requests the number of requests for data, counted at the server
   * @param mostRequests the largest number of them within a window of the limit
   * @param refreshes how many refresh tokens were used
   * @param reusedRefreshTokens how many of them were used twice
   * @param killed how many processes were killed
   * @param consentsAgain how many people had to consent again because of that
   * @param comparison what is stored
   * @param expected how many data types of people should be missing, by outcome
   * @param missing how many are
   * @param untried how many pieces of work nobody has tried
   */
  record Result(
      Size size,
      Duration duration,
      int requests,
      int mostRequests,
      int refreshes,
      int reusedRefreshTokens,
      int killed,
      int consentsAgain,
      StudyTruth.Comparison comparison,
      Map<HistoryOutcome, Long> expected,
      Map<HistoryOutcome, Long> missing,
      long untried) {

    boolean isProved() {
      return mostRequests <= size.limit().requests()
          && reusedRefreshTokens == 0
          && killed == size.kills()
          && comparison.differences().isEmpty()
          && comparison.rows() > 0
          && missing.equals(expected)
          && untried == 0;
    }

    /** Returns the result as a table in Markdown. */
    String table() {
      return """
      | what | promised | found |
      | --- | --- | --- |
      | people, days | | %d, %d |
      | processes at once, threads of each | | %d, %d |
      | seconds | | %d |
      | requests for data | | %,d |
      | most of them in any %d s, at the server | at most %,d | %,d |
      | refresh tokens used | | %d |
      | refresh tokens used twice | 0 | %d |
      | processes killed with -9 | %d | %d |
      | people who had to consent again because of that | | %d |
      | rows stored | | %,d |
      | people and data types whose rows differ from the simulator's | 0 | %d |
      | missing in the ledger, by outcome | %s | %s |
      | work that nobody has tried | 0 | %d |
      """
          .formatted(
              size.people(),
              size.days(),
              size.processes(),
              size.threads(),
              duration.toSeconds(),
              requests,
              size.limit().window().toSeconds(),
              size.limit().requests(),
              mostRequests,
              refreshes,
              reusedRefreshTokens,
              size.kills(),
              killed,
              consentsAgain,
              comparison.rows(),
              comparison.differences().size(),
              expected,
              missing,
              untried);
    }
  }
}
