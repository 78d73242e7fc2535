// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.Version;
import io.github.oura4j.error.ConfigurationException;
import org.junit.jupiter.api.Test;

class JacksonVersionTest {
  private static Version version(int major, int minor, int patch) {
    return new Version(major, minor, patch, null, "group", "artifact");
  }

  @Test
  void check_ofAnOldVersion_namesArtifactAndVersions() {
    assertThatThrownBy(() -> JacksonVersion.check("jackson-databind", version(2, 17, 3)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("jackson-databind 2.18 or newer")
        .hasMessageContaining("2.17.3");
  }

  @Test
  void check_ofASupportedVersion_succeeds() {
    assertThatCode(() -> JacksonVersion.check("jackson-core", version(2, 18, 0)))
        .doesNotThrowAnyException();
    assertThatCode(() -> JacksonVersion.check("jackson-core", version(3, 0, 0)))
        .doesNotThrowAnyException();
    assertThatCode(JacksonVersion::check).doesNotThrowAnyException();
  }
}
