// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.error.OuraException;
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

/**
 * Goes through every accessor of the facade and looks which operations of the description were
 * asked for.
 */
class OperationsReachedTest {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch");

  private final List<String> asked = new ArrayList<>();
  private final OuraClient oura =
      OuraClient.builder()
          .credentials(Credentials.token("t"))
          .application("app", "secret")
          .transport(
              request -> {
                asked.add(request.method() + " " + request.uri().getPath());
                return new OuraResponse(
                    200, Map.of(), "{\"data\":[]}".getBytes(StandardCharsets.UTF_8));
              })
          .build();

  @Test
  void facade_reachesEveryOperationOfTheDescription() throws Exception {
    for (Method accessor : OuraClient.class.getMethods()) {
      if (!Modifier.isStatic(accessor.getModifiers())
          && accessor.getParameterCount() == 0
          && accessor.getReturnType().isInterface()) {
        askAll(accessor, oura);
      }
    }

    assertThat(missing()).as("operations that no accessor of OuraClient reaches").isEmpty();
  }

  @Test
  void sandbox_ofEveryDataTypeButPersonalInfo_asksTheTwinOfItsAddress() throws Exception {
    for (Method accessor : OuraClient.class.getMethods()) {
      Class<?> service = accessor.getReturnType();
      if (Documents.class.isAssignableFrom(service) || service == TimeSeries.class) {
        asked.clear();
        askAll(accessor, oura.sandbox());

        assertThat(asked)
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
                  if (METHODS.contains(method) && !isAsked(method, path)) {
                    missing.add(
                        operation.get("operationId")
                            + ": add "
                            + accessor(path)
                            + "() to OuraClient and ConnectedClient");
                  }
                }));
    return missing;
  }

  private boolean isAsked(String method, String path) {
    Pattern address =
        Pattern.compile(
            Pattern.quote(method.toUpperCase(Locale.ROOT) + " ")
                + path.replaceAll("\\{[^}]*}", "some-id"));
    return asked.stream().anyMatch(request -> address.matcher(request).matches());
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

  private static void askAll(Method accessor, OuraClient client) throws Exception {
    Object service = accessor.invoke(client);
    if (service instanceof SingleDocument<?> single) {
      attempt(single::get);
    } else if (service instanceof Documents<?> documents) {
      attempt(documents::list);
      attempt(() -> documents.get("some-id"));
    } else if (service instanceof TimeSeries<?> series) {
      attempt(series::list);
    } else if (service instanceof Webhooks webhooks) {
      attempt(webhooks::list);
      attempt(() -> webhooks.create(NewWebhookSubscription.builder().build()));
      attempt(() -> webhooks.get("some-id"));
      attempt(() -> webhooks.update("some-id", WebhookSubscriptionUpdate.builder().build()));
      attempt(() -> webhooks.renew("some-id"));
      attempt(() -> webhooks.delete("some-id"));
    }
  }

  /** What comes back does not matter here. */
  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (OuraException emptyAnswer) {
      assertThat(emptyAnswer).hasMessageContaining("GET /v2/webhook/subscription");
    }
  }
}
