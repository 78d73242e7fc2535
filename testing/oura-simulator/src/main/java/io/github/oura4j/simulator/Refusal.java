// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import java.util.List;
import java.util.Map;

/** Ends a request with one of Oura's error answers. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Object detail;

  private Refusal(int status, Object detail) {
    super("answered with " + status, null, false, false);
    this.status = status;
    this.detail = detail;
  }

  static Refusal badRequest(String detail) {
    return new Refusal(400, detail);
  }

  static Refusal unauthorised() {
    return new Refusal(401, "The credentials are missing, malformed or unknown.");
  }

  static Refusal membershipLapsed() {
    return new Refusal(403, "This person has no active membership.");
  }

  /** On webhook routes, 403 means that there is no such subscription. */
  static Refusal noSuchSubscription() {
    return new Refusal(403, "There is no such subscription.");
  }

  static Refusal noSuchDocument() {
    return new Refusal(404, "Document not found.");
  }

  static Refusal noSuchPath() {
    return new Refusal(404, "Not Found");
  }

  static Refusal methodNotAllowed() {
    return new Refusal(405, "Method Not Allowed");
  }

  static Refusal duplicateSubscription() {
    return new Refusal(409, "This event and data type already have a subscription.");
  }

  static Refusal failedChallenge() {
    return new Refusal(
        400, "The callback did not answer 200 with the challenge: {\"challenge\": \"...\"}.");
  }

  static Refusal invalid(String where, String name, String message, String type) {
    return new Refusal(
        422, List.of(Map.of("loc", List.of(where, name), "msg", message, "type", type)));
  }

  Answer answer() {
    return new Answer(status, Map.of("detail", detail));
  }
}
