// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries the messages of one client over a pair of streams, one on each line.
 *
 * <p>The SDK's own transport ends at the first line that is no message, and drops the results of
 * calls that still run when the input ends. This one replies to such a line with an error and reads
 * on, and writes the results of all calls before it ends. It also responds to requests that come
 * before the client has completed the initialization, for which the SDK would let them wait.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  private static final int MOST_REQUESTS = 32;

  private final McpJsonMapper json;
  private final MessageReader reader;
  private final OutputStream out;

  /** Permits for requests to run at the same time; a request holds one until its response. */
  private final Semaphore permits = new Semaphore(MOST_REQUESTS);

  private @Nullable McpServerSession session;
  private boolean isInitialized;

  StdioTransport(McpJsonMapper json, MessageReader reader, OutputStream out) {
    this.json = json;
    this.reader = reader;
    this.out = out;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  /**
   * Handles messages until the input ends, and waits until all responses are written.
   *
   * @param patience how long to wait for them after the end of the input
   * @return whether they were written, rather than given up because they took too long
   */
  boolean receiveAll(Duration patience) {
    boolean hasMore = true;
    while (hasMore) {
      hasMore = receive();
    }
    try {
      return permits.tryAcquire(MOST_REQUESTS, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean receive() {
    try {
      Optional<JSONRPCMessage> message = reader.next();
      message.ifPresent(this::handle);
      return message.isPresent();
    } catch (InvalidMessageException e) {
      write(e.response());
      return true;
    }
  }

  private void handle(JSONRPCMessage message) {
    if (message instanceof JSONRPCRequest request) {
      handleRequest(request);
    } else if (message instanceof JSONRPCNotification notification) {
      handle(notification, () -> {});
      isInitialized |= notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
    }
  }

  private void handleRequest(JSONRPCRequest request) {
    if (!isInitialized && !request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      write(earlyResponse(request));
      return;
    }
    permits.acquireUninterruptibly();
    handle(request, permits::release);
  }

  /** Responds to a request before the initialization, when the protocol allows only to ping. */
  private static JSONRPCResponse earlyResponse(JSONRPCRequest request) {
    return request.method().equals(McpSchema.METHOD_PING)
        ? JSONRPCResponse.result(request.id(), Map.of())
        : JSONRPCResponse.error(
            request.id(),
            new JSONRPCError(
                ErrorCodes.INVALID_REQUEST,
                "The session is not initialized. Send the request initialize and the notification"
                    + " notifications/initialized before other requests."));
  }

  /** Starts to handle a message: tools run in threads of the SDK. */
  private void handle(JSONRPCMessage message, Runnable whenDone) {
    Objects.requireNonNull(session)
        .handle(message)
        .doFinally(signal -> whenDone.run())
        // An error means that nothing can be written, and then the input is about to end.
        .subscribe(unused -> {}, error -> {});
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> write(withoutDetails(message)));
  }

  /** Replaces what the SDK says about an unexpected failure, which can quote parameters. */
  private static JSONRPCMessage withoutDetails(JSONRPCMessage message) {
    return message instanceof JSONRPCResponse response
            && response.error() != null
            && response.error().code() == ErrorCodes.INTERNAL_ERROR
        ? JSONRPCResponse.error(
            response.id(),
            new JSONRPCError(
                ErrorCodes.INTERNAL_ERROR,
                "The server failed unexpectedly at this request. Please report this."))
        : message;
  }

  private synchronized void write(Object message) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      line.write(json.writeValueAsBytes(message));
      line.write('\n');
      line.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    try {
      return json.convertValue(data, type);
    } catch (IllegalArgumentException e) {
      // Its message quotes the parameters.
      throw new McpError(
          new JSONRPCError(
              ErrorCodes.INVALID_PARAMS,
              "The parameters of the request do not have the form that the protocol requires."));
    }
  }

  @Override
  public Mono<Void> notifyClients(String method, Object parameters) {
    return Objects.requireNonNull(session).sendNotification(method, parameters);
  }

  @Override
  public List<String> protocolVersions() {
    return McpServerTransport.super.protocolVersions();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {
    // The streams belong to the process.
  }
}
