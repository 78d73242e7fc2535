// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.DailySleep;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookEventType;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import io.github.oura4j.sync.History;
import io.github.oura4j.webhook.WebhookEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhook events change the files of a history folder. */
class HistoryFolderEventsTest {
  private final OuraSimulator simulator =
      OuraSimulator.builder()
          .clock(Clock.fixed(HistoryExport.NOW, ZoneOffset.UTC))
          .person(SimulatedPerson.builder().seed(5).firstDay(HistoryExport.SINCE).build())
          .start();

  private final OuraClient client =
      OuraClient.builder()
          .baseUrl(simulator.baseUrl())
          .credentials(Credentials.token(simulator.token()))
          .clock(Clock.fixed(HistoryExport.NOW, ZoneOffset.UTC))
          .zone(ZoneOffset.UTC)
          .build();

  @TempDir Path path;

  static Stream<DocumentFormat> formats() {
    return HistoryFolderTest.formats();
  }

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void apply_ofEvents_replacesAndRemovesTheDocumentInItsFile(DocumentFormat format) {
    List<DailySleep> days =
        simulator
            .person()
            .documents(DailySleep.class, HistoryExport.SINCE, simulator.person().newestDay());
    String id = String.valueOf(days.get(1).id());
    try (HistoryFolder folder = HistoryFolder.open(path, format, "me")) {
      History history =
          History.builder(client, folder)
              .types(Set.of(DataType.DAILY_SLEEP))
              .since(HistoryExport.SINCE)
              .build();
      history.update();
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).isEqualTo(days);

      assertThat(history.apply(event(WebhookEventType.DELETE, id))).isTrue();
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP))
          .hasSize(days.size() - 1)
          .doesNotContain(days.get(1));
      assertThat(history.apply(event(WebhookEventType.UPDATE, id))).isTrue();
      assertThat(FolderRows.of(folder, DataType.DAILY_SLEEP)).isEqualTo(days);
    }
  }

  private WebhookEvent event(WebhookEventType type, String id) {
    String userId = String.valueOf(simulator.person().personalInfo().id());
    return new WebhookEvent(type, WebhookDataType.DAILY_SLEEP, id, userId, null, Map.of());
  }
}
