// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import java.lang.reflect.AnnotatedElement;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that code for what a new export no longer contains still works, and is deprecated so that
 * the compiler warns its users.
 */
class RemovedElementsTest {
  private static final String MODELS = "io.github.oura4j.model.";

  @TempDir Path folder;

  @Test
  void update_whenElementsAreRemoved_deprecatesThemAndKeepsTheProjectCompiling() throws Exception {
    ScratchProject project = ScratchProject.in(folder);

    Outcome update = project.run("update", "1.42", exportWithoutElementsThatTheClientUses());

    assertThat(update.exitCode()).as(update.err()).isZero();
    assertThat(update.out()).doesNotContain("no longer needed");
    GeneratedCode code = project.generate("withdrawn");
    try (URLClassLoader loader = code.loader()) {
      Class<?> session = loader.loadClass(MODELS + "Session");
      assertDeprecated(session.getMethod("heartRate"));
      assertDeprecated(session.getMethod("type"));
      assertDeprecated(loader.loadClass(MODELS + "SessionType"));
      assertDeprecated(loader.loadClass(MODELS + "SleepPeriod").getMethod("sleepPhase5Min"));
      assertDeprecated(loader.loadClass(MODELS + "Vo2Max"));
      assertDeprecated(
          loader
              .loadClass("io.github.oura4j.api.UserCollectionApi")
              .getMethod("getVo2Max", String.class));
      assertThat(session.getMethod("id").isAnnotationPresent(Deprecated.class)).isFalse();
      assertThat(session.isAnnotationPresent(Deprecated.class)).isFalse();
    }
    for (String module : List.of("oura-client", "testing/oura-simulator")) {
      Path sources = Path.of("../..", module, "src/main/java");
      assertThatCode(
              () ->
                  GeneratedCode.compile(
                      sources, folder.resolve(module.replace("/", "-")), code.classes()))
          .doesNotThrowAnyException();
    }
  }

  private static void assertDeprecated(AnnotatedElement element) {
    assertThat(element.isAnnotationPresent(Deprecated.class)).as("%s", element).isTrue();
  }

  private static ObjectNode exportWithoutElementsThatTheClientUses() {
    ObjectNode export = ScratchProject.newestExport();
    ObjectNode schemas = (ObjectNode) export.at("/components/schemas");
    ((ObjectNode) schemas.at("/" + ScratchProject.ouraName("Session") + "/properties"))
        .remove(List.of("heart_rate", "type"));
    ((ObjectNode) schemas.at("/" + ScratchProject.ouraName("SleepPeriod") + "/properties"))
        .remove("sleep_phase_5_min");
    ((ObjectNode) export.get("paths"))
        .remove(List.of("/v2/usercollection/vO2_max", "/v2/usercollection/vO2_max/{document_id}"));
    return export;
  }
}
