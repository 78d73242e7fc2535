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

/** Controls a headless Chromium through its DevTools protocol. */
final class HeadlessChromium implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Pattern PAGE_URL =
      Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]+/page/[^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

  private final Process process;
  private final Listener messages = new Listener();
  private final WebSocket page;
  private int lastId;

  private HeadlessChromium(Process process, Path profile) throws Exception {
    this.process = process;
    this.page = connect(profile, messages);
  }

  /** Returns the executable, if Chromium is installed. */
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
    Matcher pageUrl =
        PAGE_URL.matcher(http.send(list, HttpResponse.BodyHandlers.ofString()).body());
    if (!pageUrl.find()) {
      throw new IOException("the browser has no page");
    }
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(pageUrl.group(1)), listener)
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  private static String awaitPort(Path file) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
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

  void open(URI uri) throws Exception {
    send("Page.navigate", "{\"url\":\"" + uri + "\"}");
  }

  /** Waits until the page contains a text, and returns the complete text of the page. */
  String awaitText(String text) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
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
    String response =
        send("Runtime.evaluate", "{\"expression\":\"" + script.replace("\"", "\\\"") + "\"}");
    Matcher value = VALUE.matcher(response);
    return value.find() ? value.group(1) : "";
  }

  void click(String id) throws Exception {
    evaluate("document.getElementById('" + id + "').click()");
  }

  byte[] screenshot() throws Exception {
    Matcher data = DATA.matcher(send("Page.captureScreenshot", "{}"));
    if (!data.find()) {
      throw new IOException("the browser took no screenshot");
    }
    return Base64.getDecoder().decode(data.group(1));
  }

  private String send(String method, String parameters) throws Exception {
    int id = ++lastId;
    page.sendText(
            "{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    while (true) {
      String response = messages.complete.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (response == null) {
        throw new IOException("the browser did not respond");
      }
      if (response.startsWith("{\"id\":" + id + ",")) {
        return response;
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
    private final BlockingQueue<String> complete = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        complete.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
