// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import io.github.oura4j.http.OuraRequest;
import java.net.URI;

/**
 * Redirects requests to Oura's sandbox, which serves made-up data of the same data types under
 * corresponding paths.
 */
final class SandboxUris {
  private static final String USER_COLLECTION = "/v2/usercollection/";
  private static final String SANDBOX_USER_COLLECTION = "/v2/sandbox/usercollection/";

  private SandboxUris() {}

  static OuraRequest of(OuraRequest request) {
    return request.withUri(
        URI.create(
            request.uri().toString().replaceFirst(USER_COLLECTION, SANDBOX_USER_COLLECTION)));
  }
}
