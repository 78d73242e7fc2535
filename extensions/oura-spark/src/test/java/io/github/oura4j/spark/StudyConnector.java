// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.OuraClient;
import io.github.oura4j.RetryPolicy;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connects to the simulated study whose URL and database, and possibly its people, are in system
 * properties.
 */
@ConnectorName("study")
public final class StudyConnector implements OuraConnector {
  static final String URL = "oura4j.test.url";
  static final String PEOPLE = "oura4j.test.people";
  static final String DATABASE = "oura4j.test.database";

  /** How many instances were created. */
  static final AtomicInteger CREATED = new AtomicInteger();

  /** How many connections to the ledger were opened. */
  static final AtomicInteger CONNECTIONS = new AtomicInteger();

  private static volatile Consumer<String> beforeReading = person -> {};
  private static volatile Supplier<Collection<String>> people = StudyConnector::peopleOfProperty;

  private final OuraClient shared =
      OuraClient.builder()
          .baseUrl(System.getProperty(URL))
          .credentials(Credentials.token("of-nobody"))
          .zone(ZoneOffset.UTC)
          .retry(RetryPolicy.none())
          .build();

  public StudyConnector() {
    CREATED.incrementAndGet();
  }

  /** Forgets the connector and what was set, and lets its ledger be in no database. */
  static void reset() {
    Connectors.clear();
    System.clearProperty(DATABASE);
    CREATED.set(0);
    beforeReading = person -> {};
    people = StudyConnector::peopleOfProperty;
  }

  /** Sets who takes part. */
  static void people(Supplier<Collection<String>> supplier) {
    people = supplier;
  }

  /** Sets what happens when a task is about to read a person. */
  static void beforeReading(Consumer<String> action) {
    beforeReading = action;
  }

  @Override
  public Collection<String> people() {
    return people.get();
  }

  private static Collection<String> peopleOfProperty() {
    String people = System.getProperty(PEOPLE);
    return people == null ? Study.PEOPLE : List.of(people.split(",", -1));
  }

  @Override
  public OuraClient client(String person) {
    beforeReading.accept(person);
    return shared.withCredentials(Credentials.token(Study.token(person)));
  }

  @Override
  public Optional<PostgresLedger> ledger() {
    return Optional.ofNullable(System.getProperty(DATABASE))
        .map(
            url -> {
              PGSimpleDataSource dataSource = new CountedDataSource();
              dataSource.setURL(url);
              return new PostgresLedger(dataSource);
            });
  }

  /** Counts connections. */
  private static final class CountedDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
      CONNECTIONS.incrementAndGet();
      return super.getConnection();
    }
  }
}
