// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the programs that are compared do the same. */
class WorkloadTest {
  @ParameterizedTest
  @EnumSource
  void list_withTheClient_sendsOneRequestForEachPageAndReturnsEverything(Workload workload)
      throws Exception {
    try (PageServer server = PageServer.start(workload.pages(), Duration.ZERO);
        OuraClient client = Clients.unlimited(server.baseUrl())) {
      assertThat(workload.list(client)).isEqualTo(workload.elements());
      assertThat(server.requestCount()).isEqualTo(workload.pages().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void list_byHand_sendsOneRequestForEachPageAndReturnsEverything(Workload workload)
      throws Exception {
    try (PageServer server = PageServer.start(workload.pages(), Duration.ZERO)) {
      HandWritten byHand = new HandWritten(server.baseUrl(), workload);

      assertThat(byHand.list()).hasSameSizeAs(workload.elements());
      assertThat(server.requestCount()).isEqualTo(workload.pages().size());
      assertThat(byHand.scan()).isGreaterThan(workload.elements().size());
    }
  }
}
