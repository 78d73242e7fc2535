// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without a window, led through its debugging protocol. */
final class HeadlessChromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ADDRESS =
      Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]+/page/[^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

  private final Process process;
  private final Listener answers = new Listener();
  private final WebSocket page;
  private int asked;

  private HeadlessChromium(Process process, Path profile) throws Exception {
    this.process = process;
    this.page = connect(profile, answers);
  }

  /** The program, when this machine has it. */
  static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static HeadlessChromium start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    program.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=800,600",
                    "--remote-debugging-port=0",
                    "--user-data-dir=" + profile,
                    "about:blank"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new HeadlessChromium(process, profile);
  }

  private static WebSocket connect(Path profile, Listener listener) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    String port = awaitPort(profile.resolve("DevToolsActivePort"));
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    Matcher address = ADDRESS.matcher(http.send(list, HttpResponse.BodyHandlers.ofString()).body());
    if (!address.find()) {
      throw new IOException("the browser has no page");
    }
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(address.group(1)), listener)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String awaitPort(Path file) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() >= 2) {
          return lines.get(0);
        }
      }
      Thread.sleep(20);
    }
    throw new IOException("the browser did not start");
  }

  void open(URI address) throws Exception {
    ask("Page.navigate", "{\"url\":\"" + address + "\"}");
  }

  /** Waits until the page shows a text; answers all of its text. */
  String awaitText(String text) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String shown = "";
    while (System.nanoTime() < deadline) {
      shown = evaluate("document.body ? document.body.innerText : ''");
      if (shown.contains(text)) {
        return shown;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the page never showed '" + text + "', but: " + shown);
  }

  String evaluate(String script) throws Exception {
    String answer =
        ask("Runtime.evaluate", "{\"expression\":\"" + script.replace("\"", "\\\"") + "\"}");
    Matcher value = VALUE.matcher(answer);
    return value.find() ? value.group(1) : "";
  }

  void click(String id) throws Exception {
    evaluate("document.getElementById('" + id + "').click()");
  }

  byte[] screenshot() throws Exception {
    Matcher data = DATA.matcher(ask("Page.captureScreenshot", "{}"));
    if (!data.find()) {
      throw new IOException("the browser took no picture");
    }
    return Base64.getDecoder().decode(data.group(1));
  }

  private String ask(String method, String parameters) throws Exception {
    int id = ++asked;
    page.sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    while (true) {
      String answer = answers.whole.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new IOException("the browser did not answer");
      }
      if (answer.startsWith("{\"id\":" + id + ",")) {
        return answer;
      }
    }
  }

  @Override
  public void close() {
    page.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  private static final class Listener implements WebSocket.Listener {
    private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        whole.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
