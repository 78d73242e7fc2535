// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding connectors. A class that does not exist and one that fails are listed, too. */
class ConnectorsTest {
  private final Study study = Study.start();

  @BeforeEach
  void reset() {
    StudyConnector.reset();
  }

  @AfterEach
  void stop() {
    study.close();
  }

  @Test
  void get_ofOneConnector_createsNoOther() {
    int before = BrokenConnector.CREATED.get();

    assertThat(Connectors.get("study")).isInstanceOf(StudyConnector.class);
    assertThat(BrokenConnector.CREATED).hasValue(before);
  }

  @Test
  void get_withTheClassLoadersOfSeveralSessions_returnsOneInstance() throws Exception {
    OuraConnector connector = Connectors.get("study");
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader ofSession = new URLClassLoader(new URL[0], context)) {
      Thread.currentThread().setContextClassLoader(ofSession);
      assertThat(Connectors.get("study")).isSameAs(connector);
    } finally {
      Thread.currentThread().setContextClassLoader(context);
    }
    assertThat(StudyConnector.CREATED).hasValue(1);
  }

  @Test
  void get_ofOneWhoseConstructorFails_namesTheCausesWithoutTheMessagesOfOthers() {
    assertThatThrownBy(() -> Connectors.get("broken"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining(
            "The connector class io.github.oura4j.spark.BrokenConnector could not be created:"
                + " java.lang.IllegalStateException, caused by"
                + " io.github.oura4j.error.ConfigurationException: The variable STUDY_KEY is"
                + " missing.")
        .hasMessageNotContaining("secret");
  }

  @Test
  void get_ofAnUnknownName_saysWhatThereIsAndWhatCannotBeLoaded() {
    assertThatThrownBy(() -> Connectors.get("studi"))
        .hasMessageContaining("There is no connector with the name \"studi\".")
        .hasMessageContaining("study (io.github.oura4j.spark.StudyConnector)")
        .hasMessageContaining("io.github.oura4j.spark.NoSuchConnector not found")
        .hasMessageContaining("has the annotation @ConnectorName");
  }
}
