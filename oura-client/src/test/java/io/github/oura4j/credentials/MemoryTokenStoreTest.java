// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

class MemoryTokenStoreTest extends TokenStoreContract {
  private final TokenStore store = TokenStore.inMemory();

  @Override
  protected TokenStore open() {
    return store;
  }
}
