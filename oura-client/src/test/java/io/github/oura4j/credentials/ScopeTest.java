// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static JsonNode schema() throws Exception {
    return new YAMLMapper().readTree(Path.of("../openapi/oura-v2.yaml").toFile());
  }

  @Test
  void requiredFor_everyPath_matchesTheOpenApiDocument() throws Exception {
    for (Map.Entry<String, JsonNode> path : schema().get("paths").properties()) {
      JsonNode scopes = path.getValue().findValue("OAuth2");
      assertThat(Scope.requiredFor(path.getKey()).map(Scope::name).orElse(null))
          .as(path.getKey())
          .isEqualTo(scopes == null ? null : scopes.get(0).asText());
    }
    assertThat(Scope.requiredFor("/v2/sandbox/usercollection/sleep/x")).contains(Scope.DAILY);
    assertThat(Scope.requiredFor("/v2/usercollection/dreams")).isEmpty();
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
        .hasSize(19)
        .doesNotHaveDuplicates();
  }
}
