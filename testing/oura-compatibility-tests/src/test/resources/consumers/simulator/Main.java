// SPDX-License-Identifier: Apache-2.0
package consumer.simulator;

import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Starts the simulator and prints the status of a response. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    // STATEMENT
    try (OuraSimulator simulator = OuraSimulator.start()) {
      URI uri = URI.create(simulator.baseUrl() + "/v2/usercollection/personal_info");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + simulator.token());
      System.out.printf(
          "status %d, %s%n", connection.getResponseCode(), name(Main.class.getModule()));
    }
  }

  private static String name(Module module) {
    return module.isNamed() ? module.toString() : "unnamed module";
  }
}
