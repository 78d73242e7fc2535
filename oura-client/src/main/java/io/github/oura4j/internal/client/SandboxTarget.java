// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import feign.Request;
import feign.RequestTemplate;
import feign.Target;

/**
 * Directs the methods of an API interface to Oura's sandbox, which serves made-up data of the same
 * data types under corresponding paths. What follows, such as error messages, sees the paths of the
 * sandbox.
 *
 * @param <A> the API interface
 */
final class SandboxTarget<A> extends Target.HardCodedTarget<A> {
  private static final String USER_COLLECTION = "/v2/usercollection/";
  private static final String SANDBOX_USER_COLLECTION = "/v2/sandbox/usercollection/";

  SandboxTarget(Class<A> api, String baseUrl) {
    super(api, baseUrl);
  }

  @Override
  public Request apply(RequestTemplate template) {
    Request request = super.apply(template);
    return Request.create(
        request.httpMethod(),
        request.url().replaceFirst(USER_COLLECTION, SANDBOX_USER_COLLECTION),
        request.headers(),
        request.body(),
        request.charset(),
        request.requestTemplate());
  }
}
