// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and notifications, one from each line, and checks their form, so that a sentence
 * says what is wrong with one. The SDK would end, or say it in terms of its classes.
 */
final class MessageReader {
  /** In bytes; a call of a tool has a few hundred. */
  static final int LONGEST_LINE = 1 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final InputStream in;
  private final List<String> tools;

  /**
   * Creates a reader.
   *
   * @param in the messages
   * @param tools the names of the tools that can be called
   */
  MessageReader(InputStream in, List<String> tools) {
    this.in = new BufferedInputStream(in);
    this.tools = tools;
  }

  /**
   * Returns the next request or notification, or empty at the end of the input.
   *
   * @throws InvalidMessageException if the next line is neither; the line after it can be read
   */
  Optional<JSONRPCMessage> next() throws InvalidMessageException {
    for (byte[] line = nextLine(); line != null; line = nextLine()) {
      JsonNode message = parse(line);
      if (!message.isMissingNode() && !isResponse(message)) {
        return Optional.of(message(message));
      }
    }
    return Optional.empty();
  }

  /** Returns the next line, which may be blank, or null at the end of the input. */
  private byte @Nullable [] nextLine() throws InvalidMessageException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean isTooLong = false;
    int next = read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      isTooLong = line.size() == LONGEST_LINE;
      if (!isTooLong) {
        line.write(next);
      }
      next = read();
    }
    if (isTooLong) {
      throw new InvalidMessageException(
          ErrorCodes.INVALID_REQUEST,
          null,
          String.format(
              Locale.ENGLISH, "A message is too long: use at most %,d bytes.", LONGEST_LINE));
    }
    return line.toByteArray();
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException e) {
      // The client has gone.
      return -1;
    }
  }

  private static JsonNode parse(byte[] line) throws InvalidMessageException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new InvalidMessageException(
          ErrorCodes.PARSE_ERROR,
          null,
          "The line is not JSON. Send one message of the Model Context Protocol in each line.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Recognizes a response. This server sends no requests, so that nothing waits for one. */
  private static boolean isResponse(JsonNode message) {
    return !message.has("method") && (message.has("result") || message.has("error"));
  }

  private JSONRPCMessage message(JsonNode message) throws InvalidMessageException {
    if (!message.isObject()) {
      throw invalidRequest("A message must be a JSON object. Send batches as single messages.");
    }
    Object id = id(message.path("id"));
    JsonNode method = message.path("method");
    if (!method.isTextual()) {
      throw invalidRequest("A message must have a method, which is a string.");
    }
    JsonNode parameters = message.path("params");
    check(method.textValue(), parameters, id);
    Object values = parameters.isObject() ? JSON.convertValue(parameters, Object.class) : null;
    return id == null
        ? new JSONRPCNotification(method.textValue(), values)
        : new JSONRPCRequest(method.textValue(), id, values);
  }

  private static @Nullable Object id(JsonNode id) throws InvalidMessageException {
    if (id.isMissingNode()) {
      return null;
    }
    if (id.isTextual()) {
      return id.textValue();
    }
    if (id.isIntegralNumber() && id.canConvertToLong()) {
      return id.longValue();
    }
    throw invalidRequest("The id of a request must be a string or a whole number.");
  }

  private void check(String method, JsonNode parameters, @Nullable Object id)
      throws InvalidMessageException {
    if (!isObjectOrAbsent(parameters)) {
      throw invalidParameters(id, "The params of a message must be a JSON object.");
    }
    if (!isObjectOrAbsent(parameters.path("_meta"))) {
      throw invalidParameters(id, "The _meta of a message must be a JSON object.");
    }
    if (method.equals(McpSchema.METHOD_TOOLS_CALL)) {
      checkCall(parameters, id);
    }
  }

  private void checkCall(JsonNode call, @Nullable Object id) throws InvalidMessageException {
    JsonNode name = call.path("name");
    if (!name.isTextual() || !tools.contains(name.textValue())) {
      throw invalidParameters(
          id,
          name.isTextual()
              ? "There is no tool %s. Use one of: %s."
                  .formatted(Arguments.quote(name.textValue()), String.join(", ", tools))
              : "The name of the tool is missing. Use one of: %s."
                  .formatted(String.join(", ", tools)));
    }
    if (!isObjectOrAbsent(call.path("arguments"))) {
      throw invalidParameters(
          id, "The arguments of %s must be a JSON object.".formatted(name.textValue()));
    }
  }

  private static boolean isObjectOrAbsent(JsonNode node) {
    return node.isObject() || node.isMissingNode() || node.isNull();
  }

  private static InvalidMessageException invalidRequest(String message) {
    return new InvalidMessageException(ErrorCodes.INVALID_REQUEST, null, message);
  }

  private static InvalidMessageException invalidParameters(@Nullable Object id, String message) {
    return new InvalidMessageException(ErrorCodes.INVALID_PARAMS, id, message);
  }
}
