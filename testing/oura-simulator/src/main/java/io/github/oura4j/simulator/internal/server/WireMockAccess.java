// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import java.util.Optional;

/**
 * Lets this module use WireMock, which its module declaration cannot require; see there. Without
 * it, programs would need the option {@code --add-reads}.
 */
public final class WireMockAccess {
  /** The name that Java derives from the file name of the standalone jar. */
  private static final String DERIVED_NAME = "wiremock.standalone";

  private WireMockAccess() {}

  /**
   * Makes this module read the class path, and the jar of WireMock if it is on the module path.
   * Must be called before a class that extends one of WireMock is loaded. Does nothing if the
   * simulator itself is on the class path.
   */
  public static void open() {
    Module simulator = WireMockAccess.class.getModule();
    simulator.addReads(WireMockAccess.class.getClassLoader().getUnnamedModule());
    Optional<Module> wireMock =
        Optional.ofNullable(simulator.getLayer()).flatMap(layer -> layer.findModule(DERIVED_NAME));
    if (wireMock.isPresent()) {
      simulator.addReads(wireMock.get());
    }
  }
}
