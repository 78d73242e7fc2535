// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import io.github.oura4j.model.DataType;
import io.github.oura4j.sync.HistorySink;
import io.github.oura4j.testkit.HistorySinkContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A folder in each format fulfills the contract of sinks. */
class HistoryFolderContractTest {
  @Nested
  class Ndjson extends Contract {
    Ndjson() {
      super(DocumentFormat.ndjson());
    }
  }

  @Nested
  class Csv extends Contract {
    Csv() {
      super(DocumentFormat.csv());
    }
  }

  @Nested
  class Parquet extends Contract {
    Parquet() {
      super(DocumentFormat.parquet());
    }
  }

  abstract static class Contract extends HistorySinkContract {
    @TempDir Path path;
    private final DocumentFormat format;
    private HistoryFolder folder;

    Contract(DocumentFormat format) {
      this.format = format;
    }

    @Override
    protected HistorySink open() {
      folder = HistoryFolder.open(path, format, "me");
      return folder;
    }

    @Override
    protected List<?> rows(DataType dataType) {
      return FolderRows.of(folder, dataType);
    }

    @AfterEach
    void close() {
      folder.close();
    }
  }
}
