// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * The number of executions after which the PostgreSQL driver prepares a statement on the server.
 * PgBouncer in transaction mode may run the next transaction on a session that has no such
 * statement, so it is zero, which means never, while this module uses a connection.
 *
 * <p>The driver is an optional dependency. Without it, and for other drivers, nothing is changed.
 */
interface PrepareThreshold {
  /** Changes nothing. */
  PrepareThreshold NONE =
      new PrepareThreshold() {
        @Override
        public void setToZero() {}

        @Override
        public void restore() {}
      };

  /** Returns the setting of a connection. */
  static PrepareThreshold of(Connection connection) throws SQLException {
    return Driver.IS_PRESENT ? OfDriver.of(connection) : NONE;
  }

  /** Turns preparing off. */
  void setToZero();

  /** Puts back what was set before. */
  void restore();

  /** Whether this module can use the classes of the driver. */
  final class Driver {
    static final boolean IS_PRESENT = isPresent();

    private Driver() {}

    private static boolean isPresent() {
      try {
        Class<?> connection =
            Class.forName(
                "org.postgresql.PGConnection", false, PrepareThreshold.class.getClassLoader());
        // A module cannot use what is on the class path.
        return PrepareThreshold.class.getModule().canRead(connection.getModule());
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }

  /** The setting of a connection of the PostgreSQL driver; loaded only where that is present. */
  record OfDriver(PGConnection connection, int before) implements PrepareThreshold {
    static PrepareThreshold of(Connection connection) throws SQLException {
      if (!connection.isWrapperFor(PGConnection.class)) {
        return NONE;
      }
      PGConnection unwrapped = connection.unwrap(PGConnection.class);
      return new OfDriver(unwrapped, unwrapped.getPrepareThreshold());
    }

    @Override
    public void setToZero() {
      connection.setPrepareThreshold(0);
    }

    @Override
    public void restore() {
      connection.setPrepareThreshold(before);
    }
  }
}
