// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.model.HeartRate;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderTest {
  @Test
  void start_withDefaults_hasNinetyDaysUpToToday() {
    try (OuraSimulator oura =
        OuraSimulator.builder().clock(TestPeople.at("2026-04-15T22:00:00Z")).start()) {
      assertThat(oura.person().firstDay()).isEqualTo("2026-01-17");
      assertThat(oura.person().newestDay()).isEqualTo("2026-04-16");
      assertThat(oura.baseUrl()).matches("http://localhost:\\d+");
      assertThat(oura.token()).isEqualTo("simulated-access-token");
    }
  }

  @Test
  void newestDay_ofARunningSimulatorAtMidnight_isANewDay() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-04-15T20:59:59Z"));
    SimulatedPerson person = SimulatedPerson.builder().wearsRingEveryDay().build();
    try (OuraSimulator oura =
        OuraSimulator.builder().clock(new MutableClock(now)).person(person).start()) {
      assertThat(oura.person().newestDay()).isEqualTo("2026-04-15");
      assertThat(days(oura)).contains("2026-01-16").endsWith("2026-04-15");

      now.set(Instant.parse("2026-04-15T21:00:00Z"));
      assertThat(oura.person().firstDay()).isEqualTo("2026-01-17");
      assertThat(oura.person().newestDay()).isEqualTo("2026-04-16");

      now.set(Instant.parse("2026-04-16T09:00:00Z"));
      assertThat(days(oura)).doesNotContain("2026-01-16").endsWith("2026-04-16");
    }
  }

  private static List<String> days(OuraSimulator oura) {
    return TestClient.of(oura)
        .documents("daily_sleep?start_date=2026-01-01&end_date=2026-04-30")
        .stream()
        .map(document -> document.path("day").asText())
        .toList();
  }

  @Test
  void people_withTheSameToken_areRejected() {
    OuraSimulator.Builder builder =
        OuraSimulator.builder()
            .person(SimulatedPerson.builder().build())
            .person(SimulatedPerson.builder().seed(2).build());

    assertThatIllegalArgumentException().isThrownBy(builder::start).withMessageContaining("token");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void pageSize_outOfRange_isRejected(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OuraSimulator.builder().pageSize(size))
        .withMessageContaining("pageSize");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-5S", "PT0.5S", "PT7S", "PT10M"})
  void heartRateInterval_thatDoesNotDivideFiveMinutes_isRejected(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatedPerson.builder().heartRateInterval(interval))
        .withMessageContaining("heartRateInterval");
  }

  @Test
  void days_inTheWrongOrder_areRejected() {
    SimulatedPerson.Builder builder =
        SimulatedPerson.builder()
            .firstDay(LocalDate.of(2026, 1, 2))
            .newestDay(LocalDate.of(2026, 1, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("firstDay");
  }

  @Test
  void documents_ofATypeWithoutDays_areRejected() {
    SimulatedPerson person = SimulatedPerson.builder().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> person.documents(HeartRate.class, LocalDate.EPOCH, LocalDate.EPOCH))
        .withMessageContaining("HeartRate");
  }

  @Test
  void toString_always_hidesTheToken() {
    assertThat(SimulatedPerson.builder().token("secret").build().toString())
        .doesNotContain("secret");
  }

  @Test
  void close_twice_stopsTheServerAndDoesNotFail() {
    OuraSimulator simulator = OuraSimulator.start();
    TestClient client = TestClient.of(simulator);
    client.get(TestClient.LIST + "tag");

    simulator.close();

    assertThatCode(simulator::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> client.get(TestClient.LIST + "tag"))
        .hasCauseInstanceOf(ConnectException.class);
  }
}
