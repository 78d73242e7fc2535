// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.compatibility.MarkdownFile.Example;
import io.github.oura4j.credentials.OAuthClient;
import io.github.oura4j.credentials.StoredTokens;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.simulator.OuraSimulator;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program of the manual's page about authentication, interrupted while it refreshes a token.
 */
@Timeout(60)
class InterruptedExampleTest {
  @TempDir Path classes;
  @TempDir Path tokens;

  /**
   * Saves the tokens as if they had been obtained long ago, so that the first call refreshes them.
   */
  private static final String SAVE_EXPIRED =
      """
      store.save("anna", new OAuthTokens(tokens.accessToken(), tokens.refreshToken(),
          Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400), tokens.grantedScopes()));
      """;

  private String program(String tokenEndpoint) throws Exception {
    String code =
        MarkdownFile.at("docs/authentication.md").examples().stream()
            .map(Example::code)
            .filter(example -> example.contains("OAuthClient oauth"))
            .findFirst()
            .orElseThrow();
    String changed =
        code.replace("withBaseUrl(simulator.baseUrl())", "withBaseUrl(\"" + tokenEndpoint + "\")")
            .replace("store.save(\"anna\", tokens);", SAVE_EXPIRED)
            .replace("TokenStore.inMemory()", "TokenStore.inFolder(Path.of(\"" + tokens + "\"))");
    assertThat(changed).contains(tokenEndpoint, SAVE_EXPIRED, tokens.toString());
    return changed;
  }

  @Test
  void program_interruptedDuringARefresh_storesTheNextPair() throws Exception {
    // The program closes it.
    OuraSimulator simulator = OuraSimulator.start();
    try (BlockedTokenEndpoint endpoint = new BlockedTokenEndpoint(simulator)) {
      JavaExample example = new JavaExample(program(endpoint.baseUrl()), classes);
      FutureTask<String> running = new FutureTask<>(() -> example.run(() -> simulator));
      Thread thread = new Thread(running);
      thread.start();
      endpoint.awaitRefresh();
      StoredTokens intent = stored();

      thread.interrupt();
      awaitClosing(thread);
      endpoint.release();

      assertThatThrownBy(running::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(InvocationTargetException.class)
          .hasCauseInstanceOf(OuraInterruptedException.class);
      assertThat(intent.refreshSentAt()).isNotNull();
      assertThat(stored().refreshSentAt()).isNull();
      assertThat(stored().tokens().refreshToken()).isNotEqualTo(intent.tokens().refreshToken());
      assertThat(simulator.authorization().refreshes()).isEqualTo(1);
    }
  }

  private StoredTokens stored() {
    return TokenStore.inFolder(tokens).find("anna").orElseThrow();
  }

  /** Waits until a thread closes its OAuth client, or has ended without doing so. */
  private static void awaitClosing(Thread thread) {
    while (thread.isAlive()
        && List.of(thread.getStackTrace()).stream()
            .noneMatch(
                frame ->
                    frame.getClassName().equals(OAuthClient.class.getName())
                        && frame.getMethodName().equals("close"))) {
      Thread.onSpinWait();
    }
  }
}
