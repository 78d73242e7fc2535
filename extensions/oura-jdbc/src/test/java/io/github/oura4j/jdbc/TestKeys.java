// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys for tests, which are the same in each process. */
final class TestKeys {
  static final TokenKeys KEYS = TokenKeys.of("first", key(1));

  private TestKeys() {}

  /** Returns a key of 256 bits, each of whose bytes is a number. */
  static SecretKey key(int number) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) number);
    return new SecretKeySpec(bytes, "AES");
  }
}
