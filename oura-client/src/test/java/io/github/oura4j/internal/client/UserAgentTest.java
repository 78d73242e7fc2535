// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UserAgentTest {
  private static String expected() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    return "oura4j/" + version.group(1) + " (Java " + Runtime.version().feature() + ")";
  }

  @Test
  void request_byDefault_namesTheVersionOfThisLibraryAndOfJava() throws Exception {
    List<String> sent = new ArrayList<>();
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                request -> {
                  sent.add(request.headers().get("User-Agent"));
                  return new OuraResponse(
                      200, Map.of(), "{\"id\":\"me\"}".getBytes(StandardCharsets.UTF_8));
                })
            .build()) {
      oura.personalInfo().get();
    }

    assertThat(sent).containsExactly(expected());
  }
}
