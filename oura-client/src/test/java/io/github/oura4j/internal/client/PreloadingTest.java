// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.oura4j.OuraClient;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.internal.json.JsonCodec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PreloadingTest {
  @Test
  void newThread_inAnApplicationWithItsOwnLoader_isADaemonThatInheritsNothing() throws Exception {
    InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    AtomicReference<String> inherited = new AtomicReference<>();
    Thread thread;
    try {
      inheritable.set("of the caller");
      Thread.currentThread().setContextClassLoader(new ClassLoader("webapp", before) {});
      thread = Preloading.newThread(() -> inherited.set(inheritable.get()));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isSameAs(OuraClient.class.getClassLoader());
    thread.start();
    thread.join();
    assertThat(inherited.get()).isNull();
  }

  @Test
  void start_whenNoThreadCanBeStarted_changesNothing() {
    assertThatCode(
            () ->
                Preloading.start(
                    work -> {
                      throw new OutOfMemoryError("unable to create native thread");
                    }))
        .doesNotThrowAnyException();
    assertThatCode(OuraClient::builder).doesNotThrowAnyException();
  }

  @Test
  void start_withAThread_loadsAndEnds() {
    AtomicReference<Thread> loading = new AtomicReference<>();

    Preloading.start(
        work -> {
          loading.set(Preloading.newThread(work));
          loading.get().start();
        });

    assertThatCode(() -> loading.get().join(Duration.ofMinutes(1).toMillis()))
        .doesNotThrowAnyException();
    assertThat(loading.get().isAlive()).isFalse();
  }

  /** The thread keeps failures to itself, so they would not be noticed there. */
  @Test
  void whatIsPreloaded_doesNotFail() {
    assertThatCode(() -> FeignClients.parse(UserCollectionApi.class)).doesNotThrowAnyException();
    assertThatCode(JsonCodec::preload).doesNotThrowAnyException();
  }
}
