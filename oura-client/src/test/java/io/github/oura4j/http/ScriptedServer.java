// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server on raw sockets that performs the next action of a script for each request, and keeps
 * connections open as HTTP does. It repeats the last action after the end of the script.
 */
public final class ScriptedServer implements AutoCloseable {
  /** Handles a request. */
  @FunctionalInterface
  public interface Act {
    void to(Socket socket, CountDownLatch closed) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Queue<Act> script;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  public ScriptedServer(Act... script) throws IOException {
    this.listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    this.script = new ConcurrentLinkedQueue<>(List.of(script));
    start(this::accept);
  }

  public static Act say(byte[]... pieces) {
    return (socket, closed) -> {
      for (byte[] piece : pieces) {
        socket.getOutputStream().write(piece);
        socket.getOutputStream().flush();
      }
    };
  }

  /** Writes a complete response, and keeps the connection open. */
  public static Act respond(int status, String headers, String body) {
    String response =
        "HTTP/1.1 %d X\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(status, body.length(), headers.isEmpty() ? "" : headers + "\r\n", body);
    return say(response.getBytes(StandardCharsets.US_ASCII));
  }

  public static Act json(String body) {
    return respond(200, "Content-Type: application/json", body);
  }

  /** Writes some text, then resets the connection. */
  public static Act reset(String text) {
    return (socket, closed) -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  /** Writes some text, then closes the connection properly. */
  public static Act hangUp(String text) {
    return (socket, closed) -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.close();
    };
  }

  /** Writes some text, then nothing more, and keeps the connection open. */
  public static Act fallSilent(String text) {
    return (socket, closed) -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      closed.await();
    };
  }

  /** Writes some text, then one byte every 20 milliseconds without end. */
  public static Act trickle(String text) {
    return (socket, closed) -> {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      do {
        out.write(' ');
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
    };
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Returns the request lines and headers of the requests received so far. */
  public List<String> requests() {
    return requests;
  }

  public int connections() {
    return connections.size();
  }

  /** Returns whether at most one connection is open, waiting up to a second for others to close. */
  public boolean keepsOneConnectionAtMost() throws InterruptedException {
    for (int tries = 0; tries < 100; tries++) {
      if (connections.stream().filter(socket -> !socket.isClosed()).count() <= 1) {
        return true;
      }
      Thread.sleep(10);
    }
    return false;
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work, "scripted-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Expected when the server is closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      while (!head.isEmpty()) {
        requests.add(head);
        next().to(socket, closed);
        head = socket.isClosed() ? "" : head(socket.getInputStream());
      }
    } catch (IOException | InterruptedException e) {
      // Expected: some tests make the client close the connection.
    }
  }

  private Act next() {
    synchronized (script) {
      return script.size() > 1 ? script.remove() : script.element();
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int length = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        String lower = head.toString().toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at >= 0) {
          length = Integer.parseInt(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
        }
        in.readNBytes(length);
        return head.toString();
      }
    }
    return "";
  }

  @Override
  public void close() {
    closed.countDown();
    List<Socket> open = new ArrayList<>(connections);
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
