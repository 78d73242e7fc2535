// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.JdkTransport;
import io.github.oura4j.http.OuraRequest;
import io.github.oura4j.model.DataType;
import io.github.oura4j.simulator.OuraSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads every data type of a simulated Oura without naming its accessor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessorTest {
  private final List<OuraRequest> requests = new CopyOnWriteArrayList<>();
  private OuraSimulator simulator;
  private OuraClient oura;

  @BeforeAll
  void start() {
    simulator = OuraSimulator.start();
    JdkTransport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(10), 10_000_000);
    oura =
        OuraClient.builder()
            .baseUrl(simulator.baseUrl())
            .credentials(Credentials.token(simulator.token()))
            .transport(
                request -> {
                  requests.add(request);
                  return transport.send(request);
                })
            .build();
  }

  @AfterAll
  void stop() {
    oura.close();
    simulator.close();
  }

  /** Returns all documents or samples of the last days, whatever the kind of the data type. */
  private static List<?> read(Accessor accessor) {
    if (accessor instanceof Accessor.Dated<?> dated) {
      return dated.documents().list(DateRange.lastDays(100));
    }
    if (accessor instanceof Accessor.Undated<?> undated) {
      return undated.documents().list();
    }
    if (accessor instanceof Accessor.Series<?> series) {
      return series.samples().list();
    }
    if (accessor instanceof Accessor.Single<?> single) {
      return List.of(single.document().get());
    }
    throw new AssertionError("Accessor has a case that this method does not know");
  }

  private static Class<?> caseOf(DataType.Kind kind) {
    return switch (kind) {
      case DATED_DOCUMENTS -> Accessor.Dated.class;
      case UNDATED_DOCUMENTS -> Accessor.Undated.class;
      case TIME_SERIES -> Accessor.Series.class;
      case SINGLE_DOCUMENT -> Accessor.Single.class;
    };
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void accessor_ofEveryDataType_readsItsDocuments(DataType type) {
    Accessor accessor = oura.accessor(type);

    assertThat(accessor.dataType()).isEqualTo(type);
    assertThat(accessor).isInstanceOf(caseOf(type.kind()));
    List<?> documents = read(accessor);
    assertThat(documents).isNotEmpty();
    assertThat(documents).allMatch(type.documentType()::isInstance);
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void request_forEveryDataType_carriesIt(DataType type) {
    requests.clear();
    Accessor accessor = oura.accessor(type);
    read(accessor);
    if (accessor instanceof Accessor.Dated<?> dated) {
      dated.documents().find("none");
    } else if (accessor instanceof Accessor.Undated<?> undated) {
      undated.documents().find("none");
    }

    assertThat(requests)
        .isNotEmpty()
        .allMatch(request -> request.dataType().equals(Optional.of(type)));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void rawRequest_withThePathOfADataType_carriesIt(DataType type) {
    requests.clear();
    oura.raw().get("/v2/usercollection/" + type.pathName());

    assertThat(requests).extracting(OuraRequest::dataType).containsExactly(Optional.of(type));
  }

  @Test
  void rawRequest_withAnotherPath_carriesNoDataType() {
    requests.clear();
    for (String path : List.of("/v2/usercollection/dreams", "/v2/usercollection/", "/v3/sleep")) {
      assertThatThrownBy(() -> oura.raw().get(path)).hasMessageContaining(path);
    }

    assertThat(requests).hasSize(3).allMatch(request -> request.dataType().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void accessor_inTheSandbox_readsItsDocumentsOrSaysThatThereAreNone(DataType type) {
    OuraClient sandbox = oura.sandbox();
    if (type.inSandbox()) {
      assertThat(read(sandbox.accessor(type))).isNotEmpty();
    } else {
      assertThatThrownBy(() -> sandbox.accessor(type))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("sandbox has no " + type.pathName());
    }
  }
}
