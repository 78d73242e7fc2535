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
 * A server that does to each request what its script says next, over raw sockets, and keeps
 * connections open where HTTP does. After the script's end it does the last thing for ever.
 */
public final class ScriptedServer implements AutoCloseable {
  /** What is done to a request. */
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

  /** A whole answer, after which the connection stays open. */
  public static Act answer(int status, String headers, String body) {
    String whole =
        "HTTP/1.1 %d X\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(status, body.length(), headers.isEmpty() ? "" : headers + "\r\n", body);
    return say(whole.getBytes(StandardCharsets.US_ASCII));
  }

  public static Act json(String body) {
    return answer(200, "Content-Type: application/json", body);
  }

  /** Says something, then resets the connection. */
  public static Act reset(String said) {
    return (socket, closed) -> {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.setSoLinger(true, 0);
      socket.close();
    };
  }

  /** Says something, then hangs up in good order. */
  public static Act hangUp(String said) {
    return (socket, closed) -> {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      socket.close();
    };
  }

  /** Says something, then nothing. */
  public static Act fallSilent(String said) {
    return (socket, closed) -> {
      socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      closed.await();
    };
  }

  /** Says something, then a byte now and then. */
  public static Act trickle(String said) {
    return (socket, closed) -> {
      OutputStream out = socket.getOutputStream();
      out.write(said.getBytes(StandardCharsets.US_ASCII));
      do {
        out.write(' ');
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
    };
  }

  public String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** The heads of the requests that came. */
  public List<String> requests() {
    return requests;
  }

  public int connections() {
    return connections.size();
  }

  /** Tells whether no more than one connection is open, as one caller needs; waits a moment. */
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
      // Closed.
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
      // The caller hung up, which is what some tests are about.
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
