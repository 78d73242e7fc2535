// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.model.DataType;

/**
 * Names the type of a request, for call listeners.
 *
 * <p>The name ends up in metric tags, so there are few: paths are not used, because they can
 * contain anything, such as ids.
 */
final class RequestType {
  private static final String WEBHOOK_SUBSCRIPTION = "/webhook/subscription";

  private RequestType() {}

  /** Returns the data type's name in paths, {@code webhook_subscription}, or {@code other}. */
  static String of(OuraRequest request) {
    return request
        .dataType()
        .map(DataType::pathName)
        .orElseGet(
            () ->
                request.uri().getRawPath().contains(WEBHOOK_SUBSCRIPTION)
                    ? "webhook_subscription"
                    : "other");
  }
}
