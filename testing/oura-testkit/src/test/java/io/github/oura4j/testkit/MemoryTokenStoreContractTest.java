// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.testkit;

import io.github.oura4j.credentials.TokenStore;

class MemoryTokenStoreContractTest extends TokenStoreContract {
  private final TokenStore store = TokenStore.inMemory();

  @Override
  protected TokenStore open() {
    return store;
  }
}
