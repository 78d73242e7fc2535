// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.ScriptedServer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void settings_whenTheyMakeNoSense_areRefusedAndNamed() {
    Map<Consumer<OuraClient.Builder>, String> nonsense =
        Map.ofEntries(
            Map.entry(b -> b.callTimeout(Duration.ZERO), "callTimeout"),
            Map.entry(b -> b.connectTimeout(Duration.ofSeconds(-1)), "connectTimeout"),
            Map.entry(b -> b.readTimeout(Duration.ofSeconds(Long.MAX_VALUE)), "readTimeout"),
            Map.entry(b -> b.maxBodyBytes(0), "maxBodyBytes"),
            Map.entry(b -> b.proxy(" ", 80), "proxy"),
            Map.entry(b -> b.proxy("proxy.example", 0), "proxy"),
            Map.entry(b -> b.proxy("proxy.example", 65_536), "proxy"),
            Map.entry(b -> b.userAgent(" "), "userAgent"),
            Map.entry(b -> b.userAgent("a\r\nX: b"), "userAgent"));

    nonsense.forEach(
        (set, name) ->
            assertThatThrownBy(() -> set.accept(OuraClient.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name));
  }

  @Test
  void withDeadline_whenNotPositive_isRefused() {
    OuraClient oura = OuraClient.builder().credentials(Credentials.token("t")).build();

    assertThatThrownBy(() -> oura.withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
  }

  @Test
  void userAgentProxyTlsAndExecutor_areUsed() throws Exception {
    AtomicInteger tasks = new AtomicInteger();
    try (ScriptedServer proxy = new ScriptedServer(ScriptedServer.json("{\"age\": 40}"));
        OuraClient oura =
            OuraClient.builder()
                .credentials(Credentials.token("t"))
                .baseUrl("http://localhost:1")
                .proxy("127.0.0.1", Integer.parseInt(proxy.address().replaceFirst(".*:", "")))
                .userAgent("a program of mine/1.0")
                .tls(defaultTls())
                .executor(
                    task -> {
                      tasks.incrementAndGet();
                      Thread thread = new Thread(task);
                      thread.setDaemon(true);
                      thread.start();
                    })
                .build()) {
      assertThat(oura.personalInfo().get().age()).isEqualTo(40);

      assertThat(proxy.requests().get(0))
          .startsWith("GET http://localhost:1/v2/usercollection/personal_info")
          .contains("User-Agent: a program of mine/1.0");
      assertThat(tasks).hasPositiveValue();
    }
  }

  private static SSLContext defaultTls() throws NoSuchAlgorithmException {
    return SSLContext.getDefault();
  }
}
