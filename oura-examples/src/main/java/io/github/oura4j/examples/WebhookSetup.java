// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.Document;
import io.github.oura4j.model.SleepPeriod;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.model.Workout;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The application whose webhooks the program uses: the one in the environment or, when there is
 * none, one in the built-in simulator.
 *
 * @param client the client of the person whose documents are fetched
 * @param clientSecret the secret with which Oura signs the events
 * @param publicCallbackUrl the URL at which Oura reaches this machine, or null for a loopback URL
 * @param port the port to listen on, 0 for a free port
 * @param server the server that sends the events
 */
record WebhookSetup(
    OuraClient client,
    String clientSecret,
    @Nullable URI publicCallbackUrl,
    int port,
    OuraServer server)
    implements AutoCloseable {
  private static final int DEFAULT_PORT = 8080;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static WebhookSetup open(List<String> arguments, Example.Context context) {
    boolean isConfigured = context.environment().setting("OURA_CLIENT_ID").isPresent();
    if (!isConfigured && !arguments.isEmpty()) {
      throw new WrongUseException(
          "Without OURA_CLIENT_ID and OURA_CLIENT_SECRET, webhooks takes no arguments and uses the"
              + " built-in simulator.");
    }
    if (isConfigured) {
      checkCount(arguments);
    }
    URI publicCallbackUrl = isConfigured ? callbackUrl(arguments.get(0)) : null;
    int port = arguments.size() == 2 ? port(arguments.get(1)) : isConfigured ? DEFAULT_PORT : 0;
    OuraServer server =
        OuraServer.open(
            context,
            isConfigured,
            "No application found (OURA_CLIENT_ID, .env): showing events of a made-up person from"
                + " the built-in simulator.",
            LocalDate.MAX);
    String clientId = setting("OURA_CLIENT_ID", server);
    String clientSecret = setting("OURA_CLIENT_SECRET", server);
    OuraClient client = server.clientWithToken().application(clientId, clientSecret).build();
    return new WebhookSetup(client, clientSecret, publicCallbackUrl, port, server);
  }

  private static String setting(String name, OuraServer server) {
    return server
        .environment()
        .setting(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "OURA_CLIENT_ID is set but " + name + " is not: set both."));
  }

  private static void checkCount(List<String> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new WrongUseException(
          (arguments.isEmpty() ? "CALLBACK_URL is missing." : "There are too many arguments.")
              + " Usage: webhooks CALLBACK_URL [PORT], where CALLBACK_URL is the public https:// URL that"
              + " forwards to PORT of this machine (default: "
              + DEFAULT_PORT
              + ").");
    }
  }

  /** Delivers three events when a simulator is used; otherwise Oura sends them. */
  void deliverSimulatedEvents() {
    OuraSimulator simulator = server.simulator();
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
      URI uri = new URI(text);
      boolean isHttps = "https".equalsIgnoreCase(uri.getScheme());
      boolean isLoopback =
          "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
      if (uri.getHost() != null && (isHttps || isLoopback)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The exception below explains what a callback URL is.
    }
    throw new WrongUseException(
        "CALLBACK_URL must be a public URL such as https://example.com/oura. Only a simulator can"
            + " use http://localhost.");
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
    server.close();
  }
}
