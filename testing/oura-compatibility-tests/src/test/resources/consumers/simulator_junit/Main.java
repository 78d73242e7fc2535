// SPDX-License-Identifier: Apache-2.0
package consumer.simulator_junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.junit.OuraSimulatorTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a test that gets a simulator. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // STATEMENT
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(InfoTest.class)).build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true));
    System.out.printf(
        "tests %d, failures %d, %s%n",
        summary.getTestsSucceededCount(),
        summary.getTotalFailureCount(),
        name(Main.class.getModule()));
  }

  private static String name(Module module) {
    return module.isNamed() ? module.toString() : "unnamed module";
  }

  @OuraSimulatorTest
  static final class InfoTest {
    @Test
    void personalInfo_withTheToken_isServed(OuraSimulator simulator) throws IOException {
      URI uri = URI.create(simulator.baseUrl() + "/v2/usercollection/personal_info");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestProperty("Authorization", "Bearer " + simulator.token());
      assertEquals(200, connection.getResponseCode());
    }
  }
}
