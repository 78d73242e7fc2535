// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks.study;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zaxxer.hikari.HikariDataSource;
import io.github.oura4j.credentials.TokenStore;
import io.github.oura4j.jdbc.PostgresTokenStore;
import io.github.oura4j.jdbc.TokenKeys;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The token store of a study, whose processes all have the same made-up key. */
final class StudyTokens {
  private static final SecretKey KEY =
      new SecretKeySpec("a made-up key of 32 characters..".getBytes(US_ASCII), "AES");

  private StudyTokens() {}

  static TokenStore store(HikariDataSource pool) {
    return PostgresTokenStore.of(pool, TokenKeys.of("study", KEY), pool.getMaximumPoolSize());
  }
}
