// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.credentials.Environment;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom to subscribe with: the application of the environment, or, when it names none, a simulator.
 *
 * @param client the client of the person whose documents are fetched
 * @param clientSecret what signs the events
 * @param publicCallback where Oura reaches this machine, or null for this machine itself
 * @param port the port to listen on, 0 for a free one
 * @param simulator the simulator, or null when Oura itself is asked
 */
record WebhookSetting(
    OuraClient client,
    String clientSecret,
    @Nullable URI publicCallback,
    int port,
    @Nullable OuraSimulator simulator)
    implements AutoCloseable {
  private static final int DEFAULT_PORT = 8080;

  static WebhookSetting open(List<String> arguments, Example.Surroundings surroundings) {
    Optional<String> clientId = surroundings.environment().setting("OURA_CLIENT_ID");
    return clientId.isPresent()
        ? withOura(clientId.get(), arguments, surroundings.environment())
        : withSimulator(arguments, surroundings);
  }

  private static WebhookSetting withOura(
      String clientId, List<String> arguments, Environment environment) {
    String clientSecret =
        environment
            .setting("OURA_CLIENT_SECRET")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "OURA_CLIENT_ID is set and OURA_CLIENT_SECRET is not: set both."));
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new IllegalArgumentException(
          "usage: webhooks CALLBACK [PORT], where CALLBACK is the public https:// address that"
              + " leads to PORT of this machine, "
              + DEFAULT_PORT
              + " unless given.");
    }
    return new WebhookSetting(
        OuraClient.builder().environment(environment).application(clientId, clientSecret).build(),
        clientSecret,
        address(arguments.get(0)),
        arguments.size() == 2 ? port(arguments.get(1)) : DEFAULT_PORT,
        null);
  }

  private static WebhookSetting withSimulator(
      List<String> arguments, Example.Surroundings surroundings) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException(
          "Without OURA_CLIENT_ID and OURA_CLIENT_SECRET, webhooks takes no arguments and asks the"
              + " built-in simulator.");
    }
    surroundings
        .err()
        .println(
            "No application found (OURA_CLIENT_ID, .env): showing events of a made-up person from"
                + " the built-in simulator.");
    String clientSecret = "simulated-client-secret";
    OuraSimulator simulator =
        OuraSimulator.builder()
            .application("simulated-client-id", clientSecret)
            .person(SimulatedPerson.builder().wearsRingEveryDay().build())
            .start();
    OuraClient client =
        OuraClient.builder()
            .credentials(Credentials.token(simulator.token()))
            .baseUrl(simulator.baseUrl())
            .application("simulated-client-id", clientSecret)
            .build();
    return new WebhookSetting(client, clientSecret, null, 0, simulator);
  }

  /** Lets something happen, where nobody waits for a person to wake up. */
  void happen() {
    if (simulator != null) {
      deliver(simulator, WebhookDataType.SLEEP, SleepPeriod.class);
      deliver(simulator, WebhookDataType.DAILY_SLEEP, DailySleep.class);
      deliver(simulator, WebhookDataType.WORKOUT, Workout.class);
    }
  }

  private static <T extends Document> void deliver(
      OuraSimulator simulator, WebhookDataType dataType, Class<T> type) {
    SimulatedPerson person = simulator.person();
    LocalDate newest = person.newestDay();
    List<T> documents = person.documents(type, newest.minusDays(30), newest);
    String id = String.valueOf(documents.get(documents.size() - 1).id());
    simulator.deliver(person, WebhookEventType.CREATE, dataType, id).join();
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The callback cannot be read as an address at all.");
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 1 << 16) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("The port is a number from 1 to 65535.");
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
