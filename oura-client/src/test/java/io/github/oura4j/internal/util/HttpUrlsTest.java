// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.ouraring.com",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "ftp://localhost",
        "api.ouraring.com",
        "https://planted-31@api.ouraring.com",
        "https://x.example?a=b",
        "https://x.example/#a",
        "https://exa mple",
        "",
      })
  void parseBase_whenTheUrlIsUnsafe_saysWhyAndNamesTheSetting(String url) {
    assertThatThrownBy(() -> HttpUrls.parseBase(url, "OURA_BASE_URL"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("OURA_BASE_URL ")
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.ouraring.com/",
        "http://localhost:8080",
        "http://127.0.0.1",
        "http://[::1]:80/proxy",
      })
  void parseBase_whenTheUrlIsSafe_removesTheTrailingSlash(String url) {
    assertThat(HttpUrls.parseBase(url, "baseUrl")).hasToString(url.replaceFirst("/$", ""));
  }
}
