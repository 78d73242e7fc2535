// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PAGE_URL =
      Pattern.compile("\"webSocketDebuggerUrl\": \"([^\"]+/page/[^\"]+)\"");
  private static final Pattern REQUESTED =
      Pattern.compile(
          "\"method\":\"Network.requestWillBeSent\".*?\"request\":.\"url\":\"([^\"]+)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

  private final Process process;
  private final Listener messages = new Listener();
  private final WebSocket page;
  private final List<String> requests = new ArrayList<>();
  private int lastId;

  private HeadlessChromium(Process process, Path profile) throws Exception {
    this.process = process;
    try {
      this.page = connect(profile, messages);
    } catch (Exception e) {
      destroy(process);
      throw e;
    }
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

  /** Begins anew to record what pages request; see {@link #requests()}. */
  void recordRequests() throws Exception {
    send("Network.enable", "{}");
    requests.clear();
  }

  /** Returns the URLs of all requests since {@link #recordRequests()}, that of a page included. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Sets the size of the window, as on a phone of that size. */
  void resize(int width, int height) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":true}"
            .formatted(width, height));
  }

  void open(URI uri) throws Exception {
    send("Page.navigate", "{\"url\":\"" + uri + "\"}");
  }

  /** Waits until the page contains a text, and returns the complete text of the page. */
  String awaitText(String text) throws Exception {
    String all = "document.body ? document.body.innerText : ''";
    return await("(text => text.includes(%s) ? text : '')(%s)".formatted(quote(text), all));
  }

  /** Waits until a script returns a text that is not empty, and returns that text. */
  String await(String script) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      String result = evaluate(script);
      if (!result.isEmpty()) {
        return result;
      }
      Thread.sleep(20);
    }
    throw new AssertionError(
        "nothing from '" + script + "' in the page: " + evaluate("document.body.innerText"));
  }

  /** Returns the text that a script results in; an empty one if it results in something else. */
  String evaluate(String script) throws Exception {
    JsonNode response =
        JSON.readTree(send("Runtime.evaluate", "{\"expression\":" + quote(script) + "}"));
    if (response.at("/result").has("exceptionDetails")) {
      throw new AssertionError("the script failed: " + response);
    }
    return response.at("/result/result/value").asText();
  }

  private static String quote(String text) throws IOException {
    return JSON.writeValueAsString(text);
  }

  /** Presses a key, such as {@code ArrowRight}, on the element that has the focus. */
  void press(String key) throws Exception {
    send("Emulation.setFocusEmulationEnabled", "{\"enabled\":true}");
    send("Input.dispatchKeyEvent", "{\"type\":\"keyDown\",\"key\":" + quote(key) + "}");
  }

  /** Moves the mouse to the middle of the element that a script results in. */
  void hover(String script) throws Exception {
    String middle =
        evaluate(
            """
            (element => {
              element.scrollIntoView({block: 'center'});
              const box = element.getBoundingClientRect();
              return JSON.stringify(
                  {type: 'mouseMoved', x: box.x + box.width / 2, y: box.y + box.height / 2});
            })(%s)
            """
                .formatted(script));
    send("Input.dispatchMouseEvent", middle);
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
      REQUESTED.matcher(response).results().forEach(found -> requests.add(found.group(1)));
    }
  }

  @Override
  public void close() {
    page.abort();
    destroy(process);
  }

  private static void destroy(Process process) {
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
