// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.credentials.TokenStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileTokenStoreContractTest extends TokenStoreContract {
  @TempDir Path directory;

  @Override
  protected TokenStore open() {
    return TokenStore.inFolder(directory.resolve("created/on/demand"));
  }
}
