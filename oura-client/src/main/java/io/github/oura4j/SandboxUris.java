// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import io.github.oura4j.http.OuraRequest;
import java.net.URI;

/**
 * The sandbox twin of an address: Oura serves made-up data of the same types beside the real ones.
 */
final class SandboxUris {
  private static final String COLLECTION = "/v2/usercollection/";
  private static final String SANDBOX = "/v2/sandbox/usercollection/";

  private SandboxUris() {}

  static OuraRequest of(OuraRequest request) {
    return request.withUri(URI.create(request.uri().toString().replaceFirst(COLLECTION, SANDBOX)));
  }
}
