// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oura4j.Documents;
import io.github.oura4j.OuraClient;
import io.github.oura4j.SingleDocument;
import io.github.oura4j.TimeSeries;
import io.github.oura4j.Webhooks;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraDecodingException;
import io.github.oura4j.http.OuraResponse;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Calls every accessor of the client and checks that every operation of the API is requested. */
class ApiCoverageTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

  private final List<String> requests = new ArrayList<>();
  private final OuraClient oura =
      OuraClient.builder()
          .credentials(Credentials.token("t"))
          .application("app", "secret")
          .transport(
              request -> {
                requests.add(request.method() + " " + request.uri().getPath());
                return new OuraResponse(
                    200, Map.of(), "{\"data\":[]}".getBytes(StandardCharsets.UTF_8));
              })
          .build();

  @Test
  void client_reachesEveryOperationOfTheApiDescription() throws Exception {
    for (Method accessor : OuraClient.class.getMethods()) {
      if (!Modifier.isStatic(accessor.getModifiers())
          && accessor.getParameterCount() == 0
          && accessor.getReturnType().isInterface()) {
        callAll(accessor, oura);
      }
    }

    assertThat(missing()).as("operations that no accessor of OuraClient reaches").isEmpty();
  }

  @Test
  void sandbox_forEveryDataTypeButPersonalInfo_requestsTheSandboxPath() throws Exception {
    for (Method accessor : OuraClient.class.getMethods()) {
      Class<?> service = accessor.getReturnType();
      if (Documents.class.isAssignableFrom(service) || service == TimeSeries.class) {
        requests.clear();
        callAll(accessor, oura.sandbox());

        assertThat(requests)
            .as(accessor.getName())
            .isNotEmpty()
            .allMatch(request -> request.startsWith("GET /v2/sandbox/usercollection/"));
      }
    }
  }

  private List<String> missing() throws IOException {
    Map<String, Map<String, Map<String, Object>>> paths =
        new YAMLMapper()
            .convertValue(
                new YAMLMapper().readTree(Path.of("../openapi/oura-v2.yaml").toFile()).get("paths"),
                new TypeReference<>() {});
    List<String> missing = new ArrayList<>();
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  if (METHODS.contains(method) && !isRequested(method, path)) {
                    missing.add(
                        operation.get("operationId")
                            + ": add "
                            + accessor(path)
                            + "() to OuraClient and ConnectedClient");
                  }
                }));
    return missing;
  }

  private boolean isRequested(String method, String path) {
    Pattern pattern =
        Pattern.compile(
            Pattern.quote(method.toUpperCase(Locale.ROOT) + " ")
                + path.replaceAll("\\{[^}]*}", "some-id"));
    return requests.stream().anyMatch(request -> pattern.matcher(request).matches());
  }

  private static String accessor(String path) {
    if (path.contains("/webhook/")) {
      return "webhooks()...";
    }
    String type = path.replaceFirst(".*/usercollection/", "").replaceFirst("/.*", "");
    return Pattern.compile("_(.)")
        .matcher(type)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  private static void callAll(Method accessor, OuraClient client) throws Exception {
    Object service = accessor.invoke(client);
    if (service instanceof SingleDocument<?> single) {
      callIgnoringFailure(single::get);
    } else if (service instanceof Documents<?> documents) {
      callIgnoringFailure(documents::list);
      callIgnoringFailure(() -> documents.get("some-id"));
    } else if (service instanceof TimeSeries<?> series) {
      callIgnoringFailure(series::list);
    } else if (service instanceof Webhooks webhooks) {
      callIgnoringFailure(webhooks::list);
      callIgnoringFailure(() -> webhooks.create(NewWebhookSubscription.builder().build()));
      callIgnoringFailure(() -> webhooks.get("some-id"));
      callIgnoringFailure(
          () -> webhooks.update("some-id", WebhookSubscriptionUpdate.builder().build()));
      callIgnoringFailure(() -> webhooks.renew("some-id"));
      callIgnoringFailure(() -> webhooks.delete("some-id"));
    }
  }

  /** The result of the call does not matter here. */
  private static void callIgnoringFailure(Runnable call) {
    try {
      call.run();
    } catch (OuraDecodingException notTheDocument) {
      assertThat(notTheDocument).hasMessageContaining(" /v2/");
    }
  }
}
