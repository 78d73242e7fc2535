// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Data sources that do something in addition, before or after they give a connection. */
public final class HookedDataSource {
  private HookedDataSource() {}

  /** What happens before a connection is given. */
  @FunctionalInterface
  public interface Before {
    void run() throws SQLException;
  }

  /** What happens to a connection before it is given. */
  @FunctionalInterface
  public interface After {
    void accept(Connection connection) throws SQLException;
  }

  public static DataSource before(DataSource source, Before action) {
    return hooked(source, action, connection -> {});
  }

  public static DataSource after(DataSource source, After action) {
    return hooked(source, () -> {}, action);
  }

  private static DataSource hooked(DataSource source, Before before, After after) {
    return (DataSource)
        Proxy.newProxyInstance(
            HookedDataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              boolean opens = method.getName().equals("getConnection");
              if (opens) {
                before.run();
              }
              try {
                Object result = method.invoke(source, arguments);
                if (opens) {
                  after.accept((Connection) result);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
