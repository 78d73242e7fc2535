// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.jdbc.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

class PrepareThresholdTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.empty();

  @Test
  void of_aConnectionOfTheDriver_turnsPreparingOffAndOnAgain() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      PGConnection driver = connection.unwrap(PGConnection.class);
      driver.setPrepareThreshold(7);
      PrepareThreshold threshold = PrepareThreshold.of(connection);

      threshold.setToZero();
      assertThat(driver.getPrepareThreshold()).isZero();
      threshold.restore();
      assertThat(driver.getPrepareThreshold()).isEqualTo(7);
    }
  }

  @Test
  void of_aConnectionWithoutTheDriver_changesNothing() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        URLClassLoader withoutDriver =
            new URLClassLoader(classPathWithoutDriver(), ClassLoader.getPlatformClassLoader())) {
      Class<?> type = withoutDriver.loadClass(PrepareThreshold.class.getName());
      var of = type.getDeclaredMethod("of", Connection.class);
      of.setAccessible(true);

      assertThat(type).isNotSameAs(PrepareThreshold.class);
      assertThat(of.invoke(null, connection).getClass().getName())
          .isEqualTo(PrepareThreshold.NONE.getClass().getName());
    }
  }

  private static URL[] classPathWithoutDriver() throws IOException {
    Path driver =
        Path.of(PGConnection.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!Path.of(entry).getFileName().equals(driver.getFileName())) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
