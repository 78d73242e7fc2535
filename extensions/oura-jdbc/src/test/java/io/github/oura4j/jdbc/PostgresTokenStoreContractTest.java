// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.testkit.TokenStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresTokenStoreContractTest extends TokenStoreContract {
  @RegisterExtension static final TestDatabase database = TestDatabase.withSchema();

  @Override
  protected TokenStore open() {
    return PostgresTokenStore.of(database.dataSource(), TestKeys.KEYS, 10);
  }

  @Override
  protected Optional<TokenStore> openUnreachable() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/oura?user=oura&password=planted");
    return Optional.of(PostgresTokenStore.of(nowhere, TestKeys.KEYS, 10));
  }
}
