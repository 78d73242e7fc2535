// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.CallListener;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallListenersTest {
  private static final CallListeners LISTENERS = new CallListeners(new CallListener() {});

  static Stream<Throwable> listenerFailures() {
    return Stream.of(
        new IllegalStateException("planted"),
        new IOException("thrown without being declared"),
        new AssertionError("planted"),
        new NoClassDefFoundError("planted"));
  }

  @ParameterizedTest
  @MethodSource("listenerFailures")
  void dispatch_whenListenerFails_doesNotThrow(Throwable failure) {
    assertThatCode(
            () ->
                LISTENERS.dispatch(
                    listener -> CallListenersTest.<RuntimeException>throwUnchecked(failure)))
        .doesNotThrowAnyException();
  }

  @Test
  void dispatch_whenJvmIsOutOfMemory_throwsTheError() {
    OutOfMemoryError outOfMemory = new OutOfMemoryError("planted");

    assertThatThrownBy(
            () ->
                LISTENERS.dispatch(
                    listener -> CallListenersTest.<RuntimeException>throwUnchecked(outOfMemory)))
        .isSameAs(outOfMemory);
  }

  /** Throws a checked exception without declaring it, as other JVM languages do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwUnchecked(Throwable failure) throws T {
    throw (T) failure;
  }
}
