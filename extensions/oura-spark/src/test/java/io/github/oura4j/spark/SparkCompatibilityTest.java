// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.Version;
import org.junit.jupiter.api.Test;

class SparkCompatibilityTest {
  private static final Version JACKSON_2_21 = version(21, 2);
  private static final Version JACKSON_2_22 = version(22, 4);

  @Test
  void check_versionsOfThisBuild_fit() {
    assertThatCode(SparkCompatibility::check).doesNotThrowAnyException();
  }

  @Test
  void check_spark40OnJava25_saysWhatToUse() {
    assertThatThrownBy(() -> SparkCompatibility.check("4.0.4", 25, JACKSON_2_21, JACKSON_2_21))
        .hasMessage(
            "Spark 4.0.4 does not run on Java 25, which has no security manager anymore."
                + " Use Java 17 or 21, or Spark 4.2.");
  }

  @Test
  void check_spark42OnJava25_fits() {
    assertThatCode(() -> SparkCompatibility.check("4.2.0", 25, JACKSON_2_21, JACKSON_2_21))
        .doesNotThrowAnyException();
  }

  @Test
  void check_olderSpark_saysWhatToUse() {
    assertThatThrownBy(() -> SparkCompatibility.check("3.5.8", 17, JACKSON_2_21, JACKSON_2_21))
        .hasMessageContaining("Use Spark 4.0 or newer.");
  }

  @Test
  void check_jacksonThatTheScalaModuleRefuses_saysWhatToUse() {
    assertThatThrownBy(() -> SparkCompatibility.check("4.2.0", 17, JACKSON_2_22, JACKSON_2_21))
        .hasMessageContaining("jackson-module-scala is version 2.21.2")
        .hasMessageContaining("refuses jackson-databind 2.22.4")
        .hasMessageContaining("import jackson-bom");
  }

  private static Version version(int minor, int patch) {
    return new Version(2, minor, patch, null, null, null);
  }
}
