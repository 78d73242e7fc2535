// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.oura4j.OuraClient;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.internal.json.JsonCodec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PreloadingTest {
  @Test
  void start_whenABuilderWasCreated_hasOneDaemonThreadThatEnds() throws InterruptedException {
    OuraClient.builder();
    OuraClient.builder();

    Thread thread = Preloading.start();

    assertThat(thread.isDaemon()).isTrue();
    thread.join(Duration.ofMinutes(1).toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  /** The thread keeps failures to itself, so they would not be noticed there. */
  @Test
  void whatIsPreloaded_doesNotFail() {
    assertThatCode(() -> FeignClients.parse(UserCollectionApi.class)).doesNotThrowAnyException();
    assertThatCode(JsonCodec::preload).doesNotThrowAnyException();
  }
}
