// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.OuraClient;
import io.github.oura4j.error.ConfigurationException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector whose constructor fails. */
@ConnectorName("broken")
public final class BrokenConnector implements OuraConnector {
  static final AtomicInteger CREATED = new AtomicInteger();

  public BrokenConnector() {
    CREATED.incrementAndGet();
    throw new IllegalStateException(
        "password=secret", new ConfigurationException("The variable STUDY_KEY is missing."));
  }

  @Override
  public Collection<String> people() {
    throw new UnsupportedOperationException();
  }

  @Override
  public OuraClient client(String person) {
    throw new UnsupportedOperationException();
  }
}
