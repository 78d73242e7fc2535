// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/** What an {@link SQLException} means for this module, and what may be said about it. */
public final class SqlFailure {
  /** SQLSTATE of a lock that was not free within {@code lock_timeout}. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Classes of SQLSTATE that go away by themselves: connection, rollback, resources, operator. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** A server that only reads: during a failover, the one that is not yet the primary. */
  private static final String READ_ONLY = "25006";

  /** A URL can contain a password. */
  private static final Pattern URL = Pattern.compile("jdbc:\\S*");

  private SqlFailure() {}

  /**
   * Returns whether the database cannot be reached, so that the same statement may succeed later.
   */
  public static boolean isUnavailable(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLNonTransientConnectionException
        || READ_ONLY.equals(state)
        || LOCK_NOT_AVAILABLE.equals(state)
        || (state != null
            && state.length() == 5
            && TRANSIENT_CLASSES.contains(state.substring(0, 2)));
  }

  /** Returns the driver's or the pool's reason without values of rows and without URLs. */
  public static String reason(SQLException failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    // Lines after the first are details, which contain values.
    String firstLine = message.strip().lines().findFirst().orElseThrow();
    return URL.matcher(firstLine).replaceAll("jdbc:...").replaceAll("[.:]$", "");
  }
}
