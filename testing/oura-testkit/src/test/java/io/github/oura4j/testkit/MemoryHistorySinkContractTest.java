// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.sync.MemoryHistorySink;
import java.util.List;

class MemoryHistorySinkContractTest extends HistorySinkContract {
  private final MemoryHistorySink sink = new MemoryHistorySink();

  @Override
  protected HistorySink open() {
    return sink;
  }

  @Override
  protected List<?> rows(DataType dataType) {
    return sink.rows(dataType);
  }
}
