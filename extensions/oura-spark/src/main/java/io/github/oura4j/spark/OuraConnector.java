// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.OuraClient;
import io.github.oura4j.jdbc.ledger.PostgresLedger;
import java.util.Collection;
import java.util.Optional;

/**
 * Connects Spark to Oura: it says who takes part in a study, and how their data is read. An
 * application implements it, because only the application knows where tokens are kept.
 *
 * <p>It is a public class with a public constructor without parameters and with the annotation
 * {@link ConnectorName}, and its jar lists it in the file {@code
 * META-INF/services/io.github.oura4j.spark.OuraConnector}. Queries choose it by {@code
 * option("connector", "study")}.
 *
 * <p>There is one instance of the class in each JVM of the cluster, which is created when it is
 * needed and lives as long as the JVM. Executors that get its jar by {@code --jars} load the class,
 * and create an instance, for each session. The driver calls {@link #people} and {@link #ledger},
 * and executors call {@link #client} and {@link #ledger}, so each of them has to reach what the
 * connector uses, such as the database with the tokens. Only the connector's name and the keys of
 * people travel through Spark, whose plans and logs everybody can read: tokens do not.
 *
 * <p>Implementations must be safe for use by multiple threads.
 */
public interface OuraConnector {
  /**
   * Returns who takes part. Called by the driver each time that a batch read is planned; a stream
   * takes people from its work instead.
   *
   * @return the keys of people, see {@link io.github.oura4j.credentials.PersonKey}
   */
  Collection<String> people();

  /**
   * Returns a client for a person. Called by executors, once for each person that a task reads.
   * Derive all clients from one with {@link
   * OuraClient#withCredentials(io.github.oura4j.credentials.Credentials, java.time.ZoneId)}, so
   * that they share connections and the rate limit, and let executors share a limiter. The client
   * is not closed.
   *
   * @param person the person's key
   * @return the client
   * @throws io.github.oura4j.error.ReauthorizationRequiredException if there are no tokens of the
   *     person, or the person is not known; the outcome is then {@code consent_expired}
   */
  OuraClient client(String person);

  /**
   * Returns the ledger whose work a stream does. The outcomes of work are saved there, too:
   * failures when they happen, and success when the micro-batch is stored. A batch read does not
   * use it.
   *
   * @return the ledger; empty, which is the default, if streams take their work from a file
   */
  default Optional<PostgresLedger> ledger() {
    return Optional.empty();
  }
}
