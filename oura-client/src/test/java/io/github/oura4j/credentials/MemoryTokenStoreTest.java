// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.CredentialsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MemoryTokenStoreTest {

  @Test
  @Timeout(60)
  void withLock_whileAnotherThreadHoldsTheLock_givesUpAtTheLimit() {
    TokenStore store = new MemoryTokenStore(Duration.ofMillis(20));

    String result =
        store.withLock(
            "one",
            () -> {
              CompletableFuture<String> waiting =
                  CompletableFuture.supplyAsync(() -> store.withLock("one", () -> "done"));
              assertThatThrownBy(waiting::get)
                  .cause()
                  .isInstanceOf(CredentialsException.class)
                  .hasMessageContaining("has held the lock of one in memory");
              return "held";
            });

    assertThat(result).isEqualTo("held");
    assertThat(store.<String>withLock("one", () -> "free")).isEqualTo("free");
  }
}
