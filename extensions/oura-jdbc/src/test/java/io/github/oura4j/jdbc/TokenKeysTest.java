// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeysTest {
  private static final String PLANTED = "planted-planted-planted-planted-";

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb", "ä"})
  void of_anIdWithOtherCharacters_isRefused(String id) {
    assertThatThrownBy(() -> TokenKeys.of(id, TestKeys.key(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 letters, digits, dots, hyphens and underscores");
  }

  @ParameterizedTest
  @CsvSource({"AES, 31", "AES, 1", "HmacSHA256, 32"})
  void of_aKeyThatIsNotForAes_isRefusedWithoutPrintingIt(String algorithm, int length) {
    byte[] bytes = PLANTED.substring(0, length).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> TokenKeys.of("2026", new SecretKeySpec(bytes, algorithm)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The key '2026' is not an AES key. Use one of 128, 192 or 256 random bits.");
  }

  @Test
  void withOld_anIdThatExists_isRefused() {
    assertThatThrownBy(() -> TestKeys.KEYS.withOld("first", TestKeys.key(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two keys with the id 'first'");
  }

  @Test
  void toString_ofKeys_namesTheirIdsOnly() {
    byte[] bytes = PLANTED.getBytes(StandardCharsets.UTF_8);
    TokenKeys keys = TestKeys.KEYS.withOld("second", new SecretKeySpec(bytes, "AES"));

    assertThat(keys.toString()).isEqualTo("TokenKeys[current first, all [first, second]]");
  }
}
