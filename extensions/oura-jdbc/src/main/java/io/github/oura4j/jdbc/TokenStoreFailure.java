// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.StoreUnavailableException;
import io.github.oura4j.jdbc.internal.SqlFailure;
import java.sql.SQLException;

/** The exceptions of {@link PostgresTokenStore}, in sentences without tokens. */
final class TokenStoreFailure {
  private TokenStoreFailure() {}

  /** Returns what an exception of the database means to the caller. */
  static OuraException of(SQLException e) {
    String reason = SqlFailure.reason(e);
    return SqlFailure.isUnavailable(e)
        ? new StoreUnavailableException(
            "The token store in PostgreSQL cannot be reached ("
                + reason
                + "). Check that the database is running, and that the pool has as many connections"
                + " as the store was told; or try again later.")
        : new CredentialsException(
            "The token store in PostgreSQL cannot be used ("
                + reason
                + "). The stored records are unchanged. Check the URL, the role, its password, and its"
                + " rights on the schema oura4j.");
  }

  /** Returns what an unsuitable schema means to the caller. */
  static CredentialsException of(SchemaException e) {
    return new CredentialsException(String.valueOf(e.getMessage()));
  }
}
