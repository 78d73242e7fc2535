// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {

  private static Map<String, String> parse(String text) throws DotEnv.Malformed {
    return DotEnv.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=token | token",
        "export A=token | token",
        "export   A = token | token",
        "A =   token    | token",
        "A='to ken # x' | to ken # x",
        "A=\"token\" # comment | token",
        "A=token # comment | token",
        "A=tok#en | tok#en",
        "A=\"a\\nb\\\"c\" | `a\nb\"c`",
        "A='a\\nb' | a\\nb",
        "A=x=y | x=y",
      })
  void parse_inAllSupportedNotations_returnsTheValue(String line, String value) throws Exception {
    assertThat(parse(line))
        .containsEntry("A", value.replace("\\n", line.contains("'") ? "\\n" : "\n"));
  }

  @Test
  void parse_whenSavedOnWindows_ignoresByteOrderMarkAndCarriageReturns() throws Exception {
    assertThat(parse("\uFEFFA=1\r\n\r\n# c\r\nB='2'\r\nC=3\r\n"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2", "C", "3"));
  }

  @Test
  void parse_whenQuotesSpanLines_keepsTheLineBreak() throws Exception {
    assertThat(parse("KEY=\"one\ntwo\"\nA=1"))
        .containsEntry("KEY", "one\ntwo")
        .containsEntry("A", "1");
  }

  @Test
  void parse_whenANameOccursTwice_returnsTheLastValue() throws Exception {
    assertThat(parse("A=1\nA=2\nB=")).containsEntry("A", "2").containsEntry("B", "");
  }

  @Test
  void parse_whenEmpty_returnsNoSettings() throws Exception {
    assertThat(parse("")).isEmpty();
    assertThat(parse("\n\n   \n#")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted-31",
        "A=1\nplanted-31 \n",
        "A='planted-31",
        "A=\"planted-31\" x",
        "=planted-31"
      })
  void parse_whenALineIsMalformed_reportsItsNumberButNotItsText(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(DotEnv.Malformed.class)
        .hasMessageContaining("line ")
        .hasMessageNotContaining("planted");
  }

  @Test
  void parse_whenNotUtf8_throwsMalformed() {
    assertThatThrownBy(() -> DotEnv.parse(new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void parse_whenVeryLong_terminates() throws Exception {
    String hostile = "A=\"" + "\\n".repeat(200_000) + "\"\nB=" + " ".repeat(200_000) + "x";

    assertThat(parse(hostile)).containsEntry("B", "x");
  }
}
