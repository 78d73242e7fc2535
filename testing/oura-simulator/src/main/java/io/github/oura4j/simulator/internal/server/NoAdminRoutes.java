// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.AdminRequestFilterV2;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * The WireMock extension that switches off WireMock's routes under {@code /__admin}. They need no
 * credentials, so that any web page that is open on this machine could stop the server or make it a
 * proxy.
 */
final class NoAdminRoutes implements AdminRequestFilterV2 {
  private static final int NOT_FOUND = 404;

  @Override
  public RequestFilterAction filter(Request request, ServeEvent event) {
    return RequestFilterAction.stopWith(
        ResponseDefinitionBuilder.responseDefinition().withStatus(NOT_FOUND).build());
  }

  @Override
  public String getName() {
    return "no-admin-routes";
  }
}
