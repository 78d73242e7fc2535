// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.regex.Pattern;

/** What an {@link SQLException} means for this module, and what may be said about it. */
public final class SqlFailure {
  /** SQLSTATE of a lock that was not free within {@code lock_timeout}. */
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Classes of SQLSTATE that go away by themselves: connection, rollback, resources, operator. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** Classes of SQLSTATE that need a correction: role or password, and the name of the database. */
  private static final Set<String> CONFIGURATION_CLASSES = Set.of("28", "3D");

  /** A server that only reads: during a failover, the one that is not yet the primary. */
  private static final String READ_ONLY = "25006";

  /** A URL can contain a password. */
  private static final Pattern URL = Pattern.compile("jdbc:\\S*");

  private static final int MAX_CAUSES = 20;

  private SqlFailure() {}

  /**
   * Returns whether the database cannot be reached, so that the same statement may succeed later. A
   * pool reports a wrong password, for example, as a timeout: its cause decides.
   */
  public static boolean isUnavailable(SQLException failure) {
    if (CONFIGURATION_CLASSES.contains(stateClass(origin(failure)))) {
      return false;
    }
    String state = failure.getSQLState();
    return failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLNonTransientConnectionException
        || READ_ONLY.equals(state)
        || LOCK_NOT_AVAILABLE.equals(state)
        || TRANSIENT_CLASSES.contains(stateClass(failure));
  }

  private static String stateClass(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.length() == 5 ? state.substring(0, 2) : "";
  }

  /** Returns the exception of the driver in that of a pool. */
  private static SQLException origin(SQLException failure) {
    SQLException origin = failure;
    for (int i = 0; i < MAX_CAUSES && origin.getCause() instanceof SQLException cause; i++) {
      origin = cause;
    }
    return origin;
  }

  /**
   * Returns whether the connection ended, other than because a statement took too long. Statements
   * that fail for another reason may fail again in the same way.
   */
  public static boolean isConnectionLost(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    boolean isLost =
        failure instanceof SQLTransientConnectionException
            || failure instanceof SQLRecoverableException
            || failure instanceof SQLNonTransientConnectionException
            || state.startsWith("08")
            || state.startsWith("57P0");
    return isLost && !(failure.getCause() instanceof SocketTimeoutException);
  }

  /** Returns the class of an exception, and its SQLSTATE if it has one. */
  public static String kind(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof SQLException sql && sql.getSQLState() != null
        ? name + " (SQLSTATE " + sql.getSQLState() + ")"
        : name;
  }

  /**
   * Returns the driver's reason, otherwise the pool's, without values of rows and without URLs, for
   * failures of the statements of this module. The server may quote values in its reasons for
   * others.
   */
  public static String reason(SQLException failure) {
    if (failure instanceof BatchUpdateException) {
      // Its own message contains the statement with the values.
      SQLException next = failure.getNextException();
      return next == null || next instanceof BatchUpdateException
          ? "a batch failed with SQLSTATE " + failure.getSQLState()
          : reason(next);
    }
    SQLException origin = origin(failure);
    String message = origin.getMessage();
    if (message == null || message.isBlank()) {
      return origin.getClass().getSimpleName();
    }
    // Lines after the first are details, which contain values.
    String firstLine = message.strip().lines().findFirst().orElseThrow();
    return URL.matcher(firstLine).replaceAll("jdbc:...").replaceAll("[.:]$", "");
  }
}
