// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotEnvTest {

  private static Map<String, String> parse(String text) {
    DotEnv file = DotEnv.parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(file.problems()).isEmpty();
    return file.settings();
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
  void parse_inAllSupportedNotations_returnsTheValue(String line, String value) {
    assertThat(parse(line))
        .containsEntry("A", value.replace("\\n", line.contains("'") ? "\\n" : "\n"));
  }

  @Test
  void parse_whenSavedOnWindows_ignoresByteOrderMarkAndCarriageReturns() {
    assertThat(parse("\uFEFFA=1\r\n\r\n# c\r\nB='2'\r\nC=3\r\n"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "2", "C", "3"));
  }

  @Test
  void parse_whenQuotesSpanLines_keepsTheLineBreak() {
    assertThat(parse("KEY=\"one\ntwo\"\nA=1"))
        .containsEntry("KEY", "one\ntwo")
        .containsEntry("A", "1");
  }

  @Test
  void parse_whenANameOccursTwice_returnsTheLastValue() {
    assertThat(parse("A=1\nA=2\nB=")).containsEntry("A", "2").containsEntry("B", "");
  }

  @Test
  void parse_whenEmpty_returnsNoSettings() {
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
    assertThat(DotEnv.parse(text.getBytes(StandardCharsets.UTF_8)).problems())
        .singleElement()
        .asString()
        .contains("line ")
        .doesNotContain("planted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted-31", "X='planted-31", "X=\"planted-31\" x", "=planted-31"})
  void parse_whenALineIsMalformed_keepsTheOthers(String line) {
    DotEnv file = DotEnv.parse(("A=1\n" + line + "\nB=2\n").getBytes(StandardCharsets.UTF_8));

    assertThat(file.settings()).isEqualTo(Map.of("A", "1", "B", "2"));
    assertThat(file.problems())
        .extracting(DotEnv.Problem::message)
        .allMatch(message -> message.contains("line 2"));
    assertThat(file.problemAbout("planted-31")).isPresent();
    assertThat(file.problemAbout("OURA_BASE_URL")).isEmpty();
    assertThat(file.toString()).doesNotContain("planted");
  }

  @Test
  void parse_whenNotUtf8_reportsTheFile() {
    assertThat(DotEnv.parse(new byte[] {'A', '=', (byte) 0xff, (byte) 0xfe}).problems())
        .singleElement()
        .extracting(DotEnv.Problem::message)
        .asString()
        .contains("UTF-8");
  }

  @Test
  void parse_whenVeryLong_terminates() {
    String hostile = "A=\"" + "\\n".repeat(200_000) + "\"\nB=" + " ".repeat(200_000) + "x";

    assertThat(parse(hostile)).containsEntry("B", "x");
  }
}
