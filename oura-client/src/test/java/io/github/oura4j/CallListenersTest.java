// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallListenersTest {
  private static final CallListeners LISTENERS = new CallListeners(new CallListener() {});

  static Stream<Throwable> failuresOfOneListener() {
    return Stream.of(
        new IllegalStateException("planted"),
        new IOException("thrown without being declared"),
        new AssertionError("planted"),
        new NoClassDefFoundError("planted"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfOneListener")
  void tell_whenTheListenerFails_keepsItAwayFromTheCall(Throwable failure) {
    assertThatCode(
            () ->
                LISTENERS.dispatch(listener -> CallListenersTest.<RuntimeException>raise(failure)))
        .doesNotThrowAnyException();
  }

  @Test
  void tell_whenTheMachineIsAtItsEnd_letsItBeSeen() {
    OutOfMemoryError end = new OutOfMemoryError("planted");

    assertThatThrownBy(
            () -> LISTENERS.dispatch(listener -> CallListenersTest.<RuntimeException>raise(end)))
        .isSameAs(end);
  }

  /** Throws anything, as other languages of the JVM do. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }
}
