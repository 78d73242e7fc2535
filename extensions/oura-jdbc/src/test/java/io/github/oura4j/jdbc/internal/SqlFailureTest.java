// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"08001", "08006", "40P01", "53300", "57P01", "57P03", "25006", "55P03", "58030"})
  void isUnavailable_forStatesThatGoAwayByThemselves_isTrue(String state) {
    assertThat(SqlFailure.isUnavailable(new SQLException("as planned", state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"42501", "42P01", "28P01", "3D000", "23505", "0A000"})
  void isUnavailable_forStatesThatNeedACorrection_isFalse(String state) {
    assertThat(SqlFailure.isUnavailable(new SQLException("as planned", state))).isFalse();
  }

  @Test
  void isUnavailable_forATimeoutOfAPool_isTrue() {
    assertThat(SqlFailure.isUnavailable(new SQLTransientConnectionException("as planned")))
        .isTrue();
  }

  @Test
  void isUnavailable_forATimeoutOfAPool_dependsOnItsCause() {
    SQLException password = new SQLException("FATAL: password authentication failed", "28P01");
    SQLException refused = new SQLException("Connection to db:5432 refused", "08001");

    assertThat(SqlFailure.isUnavailable(timeoutOf(password))).isFalse();
    assertThat(SqlFailure.reason(timeoutOf(password)))
        .isEqualTo("FATAL: password authentication failed");
    assertThat(SqlFailure.isUnavailable(timeoutOf(refused))).isTrue();
    assertThat(SqlFailure.reason(timeoutOf(refused))).isEqualTo("Connection to db:5432 refused");
  }

  private static SQLException timeoutOf(SQLException cause) {
    return new SQLTransientConnectionException(
        "pool - Connection is not available", cause.getSQLState(), cause);
  }

  @Test
  void isConnectionLost_afterAStatementThatTookTooLong_isFalse() {
    assertThat(SqlFailure.isConnectionLost(new SQLException("as planned", "08006"))).isTrue();
    assertThat(SqlFailure.isConnectionLost(new SQLException("as planned", "57P01"))).isTrue();
    assertThat(SqlFailure.isConnectionLost(new SQLException("as planned", "57014"))).isFalse();
    assertThat(
            SqlFailure.isConnectionLost(
                new SQLException("as planned", "08006", new SocketTimeoutException())))
        .isFalse();
  }

  @Test
  void reason_ofAnyFailure_containsNoDetailsAndNoUrl() {
    assertThat(
            SqlFailure.reason(
                new SQLException("ERROR: duplicate key\n  Detail: Key (person)=(planted) exists.")))
        .isEqualTo("ERROR: duplicate key");
    assertThat(
            SqlFailure.reason(
                new SQLException(
                    "No suitable driver found for jdbc:x://h/d?password=planted now.")))
        .isEqualTo("No suitable driver found for jdbc:... now");
    assertThat(SqlFailure.reason(new SQLException())).isEqualTo("SQLException");
  }

  @Test
  void reason_ofABatch_isThatOfTheServerWithoutTheStatement() {
    BatchUpdateException batch =
        new BatchUpdateException(
            "Batch entry 0 insert into t values ('planted') was aborted: ERROR: canceled",
            "57014",
            new int[0]);
    assertThat(SqlFailure.reason(batch)).isEqualTo("a batch failed with SQLSTATE 57014");

    batch.setNextException(new SQLException("ERROR: canceled\n  Detail: planted", "57014"));
    assertThat(SqlFailure.reason(batch)).isEqualTo("ERROR: canceled");
  }
}
