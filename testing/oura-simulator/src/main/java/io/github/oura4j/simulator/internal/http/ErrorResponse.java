// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.http;

import java.util.List;
import java.util.Map;

/** Thrown to end the processing of a request with one of Oura's error responses. */
public final class ErrorResponse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Object detail;

  private ErrorResponse(int status, Object detail) {
    super("error response with status " + status, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  /**
   * Returns the error for a request that makes no sense, such as one with an unknown next token.
   */
  public static ErrorResponse badRequest(String detail) {
    return new ErrorResponse(400, detail);
  }

  /** Returns the error for a missing or unknown access token or client secret. */
  public static ErrorResponse unauthorized() {
    return new ErrorResponse(401, "The credentials are missing, malformed or unknown.");
  }

  /** Returns the error for a person without an active membership. */
  public static ErrorResponse membershipLapsed() {
    return new ErrorResponse(403, "This person has no active membership.");
  }

  /** Returns the error for an unknown subscription id, which has the status 403 rather than 404. */
  public static ErrorResponse unknownSubscription() {
    return new ErrorResponse(403, "There is no subscription with this id.");
  }

  /** Returns the error for an unknown document id. */
  public static ErrorResponse unknownDocument() {
    return new ErrorResponse(404, "Document not found.");
  }

  /** Returns the error for a path without a route. */
  public static ErrorResponse unknownPath() {
    return new ErrorResponse(404, "Not Found");
  }

  /** Returns the error for a method that the route does not support. */
  public static ErrorResponse methodNotAllowed() {
    return new ErrorResponse(405, "Method Not Allowed");
  }

  /** Returns the error for a second subscription to the same event type and data type. */
  public static ErrorResponse duplicateSubscription() {
    return new ErrorResponse(
        409, "A subscription for this event type and data type already exists.");
  }

  /** Returns the error for a callback that did not return the challenge of a new subscription. */
  public static ErrorResponse failedChallenge() {
    return new ErrorResponse(
        400,
        "The callback did not respond with a 2xx status and the challenge: {\"challenge\":"
            + " \"...\"}.");
  }

  /**
   * Returns the error for a callback whose certificate is not accepted, with the text of the Python
   * library that Oura uses.
   */
  public static ErrorResponse sslError(String url) {
    return new ErrorResponse(
        500,
        "SSLError: request to "
            + url
            + " failed (certificate verify failed: unable to get local issuer certificate)");
  }

  /** Returns the error for a request that names another host than the simulator's. */
  public static ErrorResponse unknownHost() {
    return new ErrorResponse(
        421,
        "The Host header is missing or names another host. The simulator accepts localhost, and the"
            + " names passed to OuraSimulator.Builder.hostName.");
  }

  /** Returns the error of a route that fails. */
  public static ErrorResponse serverError() {
    return new ErrorResponse(500, "Internal Server Error");
  }

  /**
   * Returns the error for an invalid parameter or property.
   *
   * @param location where it is, {@code query} or {@code body}
   * @param name its name
   * @param message what is wrong with it
   * @param type the machine-readable type of the error
   */
  public static ErrorResponse invalid(String location, String name, String message, String type) {
    return new ErrorResponse(
        422, List.of(Map.of("loc", List.of(location, name), "msg", message, "type", type)));
  }

  /** Returns the response to send. */
  public SimulatedResponse response() {
    return new SimulatedResponse(status, Map.of("detail", detail));
  }
}
