// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.error;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.http.OuraResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Thrown when Oura returns status 404: the person has no document with the requested id, or the
 * server has no such path.
 *
 * <p>For a document, check the id and whose access token is used. Immediately after a webhook event
 * the document may not be available yet: try again after a few seconds. If {@link #isUnknownPath}
 * returns true, check the base URL.
 */
public final class NotFoundException extends OuraApiException {
  private static final long serialVersionUID = 1L;
  private static final Pattern DOCUMENT = Pattern.compile(".*/usercollection/[^/]+/[^/]+");
  private static final Pattern SUBSCRIPTION = Pattern.compile(".*/webhook/subscription/.+");

  /** The detail of a response to a path without a route; that of a document has another text. */
  private static final String UNKNOWN_PATH = "Not Found";

  private final boolean unknownPath;

  NotFoundException(OuraRequest request, OuraResponse response, List<ErrorDetail> details) {
    super(advice(request, isUnknownPath(details)), request, response, details);
    this.unknownPath = isUnknownPath(details);
  }

  private static boolean isUnknownPath(List<ErrorDetail> details) {
    return details.stream().allMatch(detail -> detail.message().equals(UNKNOWN_PATH));
  }

  private static String advice(OuraRequest request, boolean unknownPath) {
    if (!unknownPath && DOCUMENT.matcher(request.uri().getPath()).matches()) {
      return "this person has no such document. Right after a webhook event, it may take a moment to"
          + " become available";
    }
    if (!unknownPath && SUBSCRIPTION.matcher(request.uri().getPath()).matches()) {
      return "the application has no such webhook subscription";
    }
    return "the server has nothing at this path. Check the base URL, which is everything before /v2,"
        + " and the path";
  }

  /**
   * Returns whether the server seems to have no such path, rather than no such document: the
   * response contains none of Oura's details, or the one for an unknown path.
   *
   * @return true if the base URL or the path is wrong
   */
  public boolean isUnknownPath() {
    return unknownPath;
  }
}
