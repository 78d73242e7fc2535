// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.OuraClient;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding connectors. A class that does not exist and one that fails are listed, too. */
class ConnectorsTest {
  private final Study study = Study.start();

  @BeforeEach
  void reset() {
    StudyConnector.reset();
  }

  @AfterEach
  void stop() {
    StudyConnector.reset();
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
  void get_ofOneWhoseConstructorFails_saysWhereWithoutTheMessagesOfOthers() {
    assertThatThrownBy(() -> Connectors.get("broken"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageMatching(
            "The connector class .*BrokenConnector could not be created:"
                + " java\\.lang\\.IllegalStateException at"
                + " .*\\.BrokenConnector\\.<init>\\(BrokenConnector\\.java:\\d+\\), caused by"
                + " .*\\.ConfigurationException at"
                + " .*\\.BrokenConnector\\.<init>\\(BrokenConnector\\.java:\\d+\\): The"
                + " variable STUDY_KEY is missing\\. Correct .*")
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

  @Test
  void get_ofANameThatTwoHave_saysToRenameOrRemoveOne(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(OuraConnector.class.getName()), OtherConnector.class.getName());
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader withOther =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, context)) {
      Thread.currentThread().setContextClassLoader(withOther);
      assertThatThrownBy(() -> Connectors.get("study"))
          .hasMessageContaining("There are several connectors with the name \"study\".")
          .hasMessageContaining("ConnectorsTest$OtherConnector")
          .hasMessageContaining("Rename one with this name in its annotation @ConnectorName, or")
          .hasMessageNotContaining("Set the option connector");
    } finally {
      Thread.currentThread().setContextClassLoader(context);
    }
  }

  @Test
  void client_thatIsNull_namesConnectorAndPerson() {
    assertThatThrownBy(() -> Connectors.client("other", new OtherConnector(), "anna"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining(
            "client() of the connector \"other\" made no client for person \"anna\": it returned"
                + " null.")
        .hasMessageContaining("let it throw a ReauthorizationRequiredException");
  }

  @Test
  void people_thatCannotBeKnown_namesTheConnector() {
    StudyConnector.people(List::of);
    assertThatThrownBy(() -> Connectors.people("study"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining("people() of the connector \"study\" returned nobody.");

    StudyConnector.people(() -> null);
    assertThatThrownBy(() -> Connectors.people("study"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining("people() of the connector \"study\" returned null.");

    StudyConnector.people(() -> Collections.singleton(null));
    assertThatThrownBy(() -> Connectors.people("study"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining("returned a key that is null.");
  }

  @Test
  void people_thatFails_saysWhereWithoutTheMessage() {
    StudyConnector.people(
        () -> {
          throw new IllegalStateException("password=secret");
        });
    assertThatThrownBy(() -> Connectors.people("study"))
        .isInstanceOf(OuraSparkException.class)
        .hasMessageContaining("people() of the connector \"study\" failed in the driver:")
        .hasMessageContaining("java.lang.IllegalStateException at ")
        .hasMessageContaining(", called by io.github.oura4j.spark.StudyConnector.people(")
        .hasMessageNotContaining("secret");
  }

  /** Another connector with the name of the study, which makes no client. */
  @ConnectorName("study")
  public static final class OtherConnector implements OuraConnector {
    @Override
    public Collection<String> people() {
      return List.of("anna");
    }

    @Override
    public OuraClient client(String person) {
      return null;
    }
  }
}
