// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oura4j.model.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {
  private static JsonNode schema() throws Exception {
    return new YAMLMapper().readTree(Path.of("../openapi/oura-v2.yaml").toFile());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void requiredFor_everyDataType_isAConstantThatListsIt(DataType type) {
    Scope scope = Scope.requiredFor(type);

    assertThat(Scope.all()).as("the scope of " + type).contains(scope);
    assertThat(scope.dataTypes()).contains(type);
  }

  @Test
  void all_matchesTheOpenApiDocument() throws Exception {
    List<String> names = new ArrayList<>();
    schema().findValue("scopes").fieldNames().forEachRemaining(names::add);

    assertThat(Scope.all()).extracting(Scope::name).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void dataTypes_ofAllScopes_containEveryDataTypeOnce() {
    assertThat(Scope.all().stream().flatMap(scope -> scope.dataTypes().stream()))
        .containsExactlyInAnyOrder(DataType.values());
    assertThat(Scope.EMAIL.dataTypes()).isEmpty();
  }
}
