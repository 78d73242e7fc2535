// SPDX-License-Identifier: Apache-2.0
package consumer.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.testkit.TokenStoreContract;
import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the contract of token stores against one of the client. */
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // STATEMENT
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(StoreTest.class)).build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true));
    System.out.printf(
        "%s, failures %d, %s%n",
        summary.getTestsSucceededCount() > 10 ? "ran the contract" : "did not run the contract",
        summary.getTotalFailureCount(),
        name(Main.class.getModule()));
  }

  private static String name(Module module) {
    return module.isNamed() ? module.toString() : "unnamed module";
  }

  static final class StoreTest extends TokenStoreContract {
    private final TokenStore store = TokenStore.inMemory();

    @Override
    protected TokenStore open() {
      return store;
    }
  }
}
