// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.internal.server;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The host names under which the simulator can be reached. A web page cannot read responses of
 * another host, but its author can let a domain name of his own resolve to the loopback address.
 * Such a request carries that name in its {@code Host} header, and is refused.
 */
public final class AcceptedHosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  private final Set<String> others;

  /**
   * Creates the set of the names of the loopback interface and others.
   *
   * @param others the other names, without ports
   */
  public AcceptedHosts(Set<String> others) {
    this.others =
        others.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether the value of a {@code Host} header names an accepted host, with any port. */
  boolean contains(String hostHeader) {
    String host = PORT.matcher(hostHeader.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK.matcher(host).matches() || others.contains(host);
  }
}
