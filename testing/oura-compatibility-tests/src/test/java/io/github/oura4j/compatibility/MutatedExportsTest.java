// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import feign.Feign;
import feign.FeignException;
import feign.Request;
import feign.Response;
import feign.codec.DecodeException;
import io.github.oura4j.compatibility.ScratchProject.Outcome;
import io.github.oura4j.simulator.OuraSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that each mutated export is either rejected with the location of the problem or leads to
 * code that works.
 */
class MutatedExportsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final ObjectNode EXPORT = ScratchProject.export("1.41");

  @TempDir Path folder;

  @Test
  void import_ofAMutatedExport_succeedsOrNamesTheLocation() {
    ScratchProject project = ScratchProject.at("1.41", folder);
    int imported = 0;
    for (int seed = 0; seed < 200; seed++) {
      Outcome outcome = project.run("import", "1.42", ExportMutation.of(EXPORT, seed));
      if (outcome.exitCode() == 0) {
        imported++;
      } else {
        assertThat(outcome.err()).as("seed %s", seed).matches("(?sm).*(: |^)/.*: .*");
      }
    }
    assertThat(imported).isBetween(60, 195);
  }

  @Test
  void generate_fromAMutatedExport_createsCodeThatDecodesTheSimulatorsResponses() throws Exception {
    ScratchProject project = ScratchProject.at("1.41", folder);
    try (OuraSimulator simulator = OuraSimulator.start()) {
      int generated = 0;
      for (int seed = 2000; generated < 5; seed++) {
        if (project.run("import", "1.42", ExportMutation.of(EXPORT, seed)).exitCode() == 0) {
          GeneratedCode code = project.generate("seed" + seed);
          assertThat(readableLists(code, simulator)).as("seed %s", seed).isGreaterThan(10);
          generated++;
        }
      }
    }
  }

  @Test
  void generate_withAHundredNewDataTypes_createsCodeThatCompiles() {
    ScratchProject project = ScratchProject.at("1.41", folder);
    ObjectNode export = EXPORT.deepCopy();
    for (int i = 0; i < 100; i++) {
      copySession(export, "type_" + i, "PublicType" + i);
    }

    Outcome outcome = project.run("update", "1.42", export);

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(project.generate("hundred").publicApi())
        .contains("record io.github.oura4j.model.Type99 : Document")
        .anyMatch(line -> line.contains("Page<Type99> listType99("));
  }

  @Test
  void generate_forAnOperationWithAHeader_createsCodeThatSendsIt() throws Exception {
    ScratchProject project = ScratchProject.at("1.41", folder);
    ObjectNode export = EXPORT.deepCopy();
    ((ArrayNode)
            export.at("/paths/~1v2~1usercollection~1personal_info/get").withArray("parameters"))
        .add(
            json("{\"name\": \"x-tone\", \"in\": \"header\", \"schema\": {\"type\": \"string\"}}"));
    assertThat(project.run("import", "1.42", export).exitCode()).isZero();
    List<Request> sent = new ArrayList<>();

    try (URLClassLoader loader = project.generate("header").loader()) {
      Class<?> type = loader.loadClass("io.github.oura4j.api.UserCollectionApi");
      Object api =
          Feign.builder()
              .client(
                  (request, options) -> {
                    sent.add(request);
                    return Response.builder().request(request).status(404).build();
                  })
              .target(type, "http://localhost");
      Method method = type.getMethod("getPersonalInfo", String.class);
      assertThat(succeeds(api, method, "soft")).isFalse();
      assertThat(succeeds(api, method, (Object) null)).isFalse();
    }

    assertThat(sent.get(0).headers().get("x-tone")).containsExactly("soft");
    assertThat(sent.get(1).headers()).doesNotContainKey("x-tone");
  }

  /** Adds a data type with the same structure as sessions. */
  private static void copySession(ObjectNode export, String resource, String schema) {
    for (String part : List.of("/paths", "/components/schemas")) {
      ObjectNode names = (ObjectNode) export.at(part);
      for (Map.Entry<String, JsonNode> entry : List.copyOf(EXPORT.at(part).properties())) {
        String copy = renamed(entry.getKey(), resource, schema);
        if (!copy.equals(entry.getKey())) {
          names.set(copy, json(renamed(entry.getValue().toString(), resource, schema)));
        }
      }
    }
  }

  private static String renamed(String text, String resource, String schema) {
    return text.replaceAll("(usercollection/)session\\b", "$1" + resource)
        .replace("\"OAuth2\":[]", "\"OAuth2\":[\"session\"]")
        .replaceAll("PublicSession(?=\\b|_)", schema);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls every list operation and returns how many succeed; a mutated one may fail. */
  private static int readableLists(GeneratedCode code, OuraSimulator simulator) throws Exception {
    int succeeded = 0;
    try (URLClassLoader loader = code.loader()) {
      Class<?> type = loader.loadClass("io.github.oura4j.api.UserCollectionApi");
      Object api =
          Feign.builder()
              .decoder(
                  (response, returnType) -> {
                    try (InputStream body = response.body().asInputStream()) {
                      return JSON.readValue(body, JSON.constructType(returnType));
                    }
                  })
              .requestInterceptor(
                  request -> request.header("Authorization", "Bearer " + simulator.token()))
              .target(type, simulator.baseUrl());
      for (Method method : type.getMethods()) {
        if (method.getName().startsWith("list")
            && succeeds(api, method, new Object[method.getParameterCount()])) {
          succeeded++;
        }
      }
    }
    return succeeded;
  }

  private static boolean succeeds(Object api, Method method, Object... arguments)
      throws IllegalAccessException {
    try {
      return method.invoke(api, arguments) != null;
    } catch (InvocationTargetException e) {
      assertThat(e.getCause())
          .isInstanceOfAny(FeignException.class, DecodeException.class, IOException.class);
      return false;
    }
  }
}
