// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.http.OuraRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTypeTest {
  private static String typeOf(String path) {
    return RequestType.of(
        OuraRequest.of("GET", URI.create("https://x.example" + path), Duration.ofSeconds(1)));
  }

  @Test
  void of_everyPathOfTheApiDescription_isKnown() throws IOException {
    List<String> paths =
        Files.readAllLines(Path.of("../openapi/oura-v2.yaml")).stream()
            .filter(line -> line.matches("  /v2/\\S+:"))
            .map(line -> line.strip().replace(":", "").replaceAll("[{}]", ""))
            .toList();

    assertThat(paths).hasSizeGreaterThan(30).noneMatch(path -> typeOf(path).equals("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/sandbox/usercollection/sleep, sleep",
    "/proxy/v2/usercollection/daily_sleep/an-id, daily_sleep",
    "/v2/webhook/subscription/an-id, webhook_subscription",
    "/v2/usercollection/somebody@mail.example, other",
    "/v3/anything, other",
  })
  void of_anyPath_returnsItsTypeOrOther(String path, String type) {
    assertThat(typeOf(path)).isEqualTo(type);
  }
}
