// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.http.Deadline;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.model.DataType;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestTypeTest {
  private static OuraRequest request(String path) {
    return OuraRequest.of("GET", URI.create("https://x.example" + path), Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void of_requestForADataType_isItsNameInPaths(DataType type) {
    assertThat(RequestType.of(request("/any/path").withDataType(type))).isEqualTo(type.pathName());
  }

  @Test
  void of_changedCopyOfARequest_isTheSame() {
    OuraRequest copy =
        request("/any/path")
            .withDataType(DataType.SLEEP)
            .withUri(URI.create("https://y.example/v2/usercollection/tag"))
            .withHeader("a", "b")
            .withBody(new byte[0])
            .withTimeout(Duration.ofSeconds(2))
            .withAccessToken("t")
            .withDeadline(Deadline.none());

    assertThat(RequestType.of(copy)).isEqualTo("sleep");
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/webhook/subscription/an-id, webhook_subscription",
    "/v2/usercollection/somebody@mail.example, other",
    "/v3/anything, other",
  })
  void of_requestForNoDataType_isWebhookSubscriptionOrOther(String path, String type) {
    assertThat(RequestType.of(request(path))).isEqualTo(type);
  }
}
