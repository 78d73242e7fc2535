// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
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
import java.util.List;
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
 * on, and writes the results of all calls before it ends.
 */
final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  private static final int MOST_REQUESTS = 32;
  private static final int SECONDS_FOR_LAST_RESULTS = 60;

  private final McpJsonMapper json;
  private final MessageReader reader;
  private final OutputStream out;

  /** Permits for requests to run at the same time; a request holds one until its response. */
  private final Semaphore permits = new Semaphore(MOST_REQUESTS);

  private @Nullable McpServerSession session;

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
   * @return whether they were written, rather than given up because they took too long
   */
  boolean receiveAll() {
    boolean hasMore = true;
    while (hasMore) {
      hasMore = receive();
    }
    try {
      return permits.tryAcquire(MOST_REQUESTS, SECONDS_FOR_LAST_RESULTS, TimeUnit.SECONDS);
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
    if (message instanceof JSONRPCRequest) {
      permits.acquireUninterruptibly();
      handle(message, permits::release);
    } else {
      handle(message, () -> {});
    }
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

  /** Replaces what the SDK says about a failure, which can quote parameters. */
  private static JSONRPCMessage withoutDetails(JSONRPCMessage message) {
    return message instanceof JSONRPCResponse response
            && response.error() != null
            && response.error().code() == ErrorCodes.INTERNAL_ERROR
        ? JSONRPCResponse.error(
            response.id(),
            new JSONRPCError(
                ErrorCodes.INVALID_PARAMS,
                "The parameters of the request do not have the form that the protocol requires."))
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
    return json.convertValue(data, type);
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
