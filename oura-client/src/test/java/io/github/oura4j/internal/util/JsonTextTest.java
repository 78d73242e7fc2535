// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.internal.json.JsonCodec;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void decode_inAnyEncodingOfJson_returnsTheTextThatJacksonReads(String encoding) {
    for (String json : new String[] {"{\"a\":\"\u225b \u00e9 \ud83d\udca4\"}", "{}", "7"}) {
      for (String mark : new String[] {"", "\uFEFF"}) {
        byte[] bytes = (mark + json).getBytes(Charset.forName(encoding));

        assertThat(JsonText.decode(bytes)).as(encoding + mark.length()).isEqualTo(json);
        assertThat(JsonText.isUtf8(bytes)).isEqualTo(encoding.equals("UTF-8"));
      }
    }
    byte[] object = "{\"a\":\"\u225b\"}".getBytes(Charset.forName(encoding));
    assertThat(JsonCodec.decode(object, Map.class, "It")).isEqualTo(Map.of("a", "\u225b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void decode_ofFewBytes_doesNotFail(int length) {
    assertThat(JsonText.decode(new byte[length])).isNotNull();
    assertThat(JsonText.decode("{}}".substring(0, length).getBytes(Charset.forName("UTF-8"))))
        .isEqualTo("{}}".substring(0, length));
  }
}
