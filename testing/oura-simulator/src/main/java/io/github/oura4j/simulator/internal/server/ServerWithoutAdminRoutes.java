// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * WireMock's server, but without the routes and pages under {@code /__admin}. They need no
 * credentials, so that any web page that is open on this machine could stop the server or make it a
 * proxy. Requests for them are handled like those for any other unknown path.
 */
final class ServerWithoutAdminRoutes extends Jetty11HttpServer {
  /** A host name that no request can have, because it contains a character that is not allowed. */
  private static final String NO_HOST = "no host";

  ServerWithoutAdminRoutes(Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
    super(options, admin, stubs);
  }

  @Override
  protected void decorateAdminServiceContextAfterConfig(ServletContextHandler admin) {
    admin.setVirtualHosts(new String[] {NO_HOST});
  }
}
