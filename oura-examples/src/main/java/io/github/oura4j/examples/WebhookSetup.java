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
 * The application whose webhooks the program uses: the one in the environment or, when there is
 * none, one in the built-in simulator.
 *
 * @param client the client of the person whose documents are fetched
 * @param clientSecret the secret with which Oura signs the events
 * @param publicCallbackUrl the URL at which Oura reaches this machine, or null for a loopback URL
 * @param port the port to listen on, 0 for a free port
 * @param simulator the simulator, or null when the events come from Oura
 */
record WebhookSetup(
    OuraClient client,
    String clientSecret,
    @Nullable URI publicCallbackUrl,
    int port,
    @Nullable OuraSimulator simulator)
    implements AutoCloseable {
  private static final int DEFAULT_PORT = 8080;

  static WebhookSetup open(List<String> arguments, Example.Context context) {
    Optional<String> clientId = context.environment().setting("OURA_CLIENT_ID");
    return clientId.isPresent()
        ? withOura(clientId.get(), arguments, context.environment())
        : withSimulator(arguments, context);
  }

  private static WebhookSetup withOura(
      String clientId, List<String> arguments, Environment environment) {
    String clientSecret =
        environment
            .setting("OURA_CLIENT_SECRET")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "OURA_CLIENT_ID is set but OURA_CLIENT_SECRET is not: set both."));
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new WrongUseException(
          "Usage: webhooks CALLBACK_URL [PORT], where CALLBACK_URL is the public https:// URL that"
              + " forwards to PORT of this machine (default: "
              + DEFAULT_PORT
              + ").");
    }
    return new WebhookSetup(
        OuraClient.builder().environment(environment).application(clientId, clientSecret).build(),
        clientSecret,
        callbackUrl(arguments.get(0)),
        arguments.size() == 2 ? port(arguments.get(1)) : DEFAULT_PORT,
        null);
  }

  private static WebhookSetup withSimulator(List<String> arguments, Example.Context context) {
    if (!arguments.isEmpty()) {
      throw new WrongUseException(
          "Without OURA_CLIENT_ID and OURA_CLIENT_SECRET, webhooks takes no arguments and uses the"
              + " built-in simulator.");
    }
    context
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
    return new WebhookSetup(client, clientSecret, null, 0, simulator);
  }

  /** Delivers three events when a simulator is used; otherwise Oura sends them. */
  void deliverSimulatedEvents() {
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

  private static URI callbackUrl(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUseException("The callback URL is not a valid URL.");
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 1 << 16) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The exception below explains the range.
    }
    throw new WrongUseException("The port must be a number from 1 to 65535.");
  }

  @Override
  public void close() {
    client.close();
    if (simulator != null) {
      simulator.close();
    }
  }
}
