// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.SimulatedPerson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes with the annotation, and looks at what they got. */
class OuraSimulatorTestTest {
  private static final String TAGS = "/v2/usercollection/tag";

  /** What the test classes below got, by class. */
  private static final Map<Class<?>, Queue<OuraSimulator>> SEEN = new ConcurrentHashMap<>();

  private static void see(Object test, OuraSimulator simulator) {
    SEEN.computeIfAbsent(test.getClass(), key -> new ConcurrentLinkedQueue<>()).add(simulator);
  }

  private static Collection<OuraSimulator> seenBy(Class<?> test) {
    return SEEN.getOrDefault(test, new ConcurrentLinkedQueue<>());
  }

  private static int status(OuraSimulator simulator) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + TAGS))
            .header("Authorization", "Bearer " + simulator.token())
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Runs the tests of a class, two at the same time if it allows that. */
  private static TestExecutionSummary run(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                    "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .build(),
            listener);
    return listener.getSummary();
  }

  private static void assertSucceeded(Class<?> test, int tests) {
    TestExecutionSummary summary = run(test);

    assertThat(summary.getFailures())
        .extracting(TestExecutionSummary.Failure::getException)
        .isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(tests);
  }

  private static void assertFailed(Class<?> test, String message) {
    assertThat(run(test).getFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.getException()).hasMessageContaining(message));
  }

  @OuraSimulatorTest
  static class Parameters {
    private OuraSimulator ofBefore;

    @BeforeEach
    void before(OuraSimulator simulator) {
      ofBefore = simulator;
    }

    @Test
    void first(OuraSimulator simulator) throws Exception {
      check(simulator);
    }

    @Test
    void second(OuraSimulator simulator) throws Exception {
      check(simulator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void repeated(String value, OuraSimulator simulator) throws Exception {
      assertThat(value).hasSize(1);
      check(simulator);
    }

    @AfterEach
    void after(OuraSimulator simulator) {
      assertThat(simulator).isSameAs(ofBefore);
    }

    private void check(OuraSimulator simulator) throws Exception {
      assertThat(simulator).isSameAs(ofBefore);
      assertThat(simulator.requests()).isEmpty();
      assertThat(status(simulator)).isEqualTo(200);
      see(this, simulator);
    }
  }

  @Test
  void parameters_ofEachTestAndRepetition_areOneFreshSimulatorThatStopsAfterIt() {
    assertSucceeded(Parameters.class, 4);

    assertThat(seenBy(Parameters.class)).hasSize(4).doesNotHaveDuplicates();
    assertThat(seenBy(Parameters.class)).allSatisfy(OuraSimulatorTestTest::assertStopped);
  }

  private static void assertStopped(OuraSimulator simulator) {
    assertThat(catchThrowable(() -> status(simulator))).isInstanceOf(ConnectException.class);
  }

  @OuraSimulatorTest
  abstract static class WithField {
    private OuraSimulator inherited;

    OuraSimulator inherited() {
      return inherited;
    }
  }

  static class Fields extends WithField {
    private final OuraSimulator unchanged = null;
    private OuraSimulator simulator;

    @Test
    void test(OuraSimulator parameter) {
      assertThat(simulator).isSameAs(parameter).isSameAs(inherited());
      assertThat(unchanged).isNull();
      see(this, simulator);
    }

    @Test
    void otherTest() throws Exception {
      assertThat(status(simulator)).isEqualTo(200);
      see(this, simulator);
    }

    @Nested
    class Inner {
      @Test
      void test(OuraSimulator parameter) {
        assertThat(simulator).isSameAs(parameter);
      }
    }
  }

  @Test
  void fields_ofTheClassItsParentAndItsEnclosingClass_areTheSimulatorOfTheTest() {
    assertSucceeded(Fields.class, 3);

    assertThat(seenBy(Fields.class)).hasSize(2).doesNotHaveDuplicates();
  }

  @OuraSimulatorTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    private OuraSimulator simulator;

    @Test
    void first() throws Exception {
      assertThat(status(simulator)).isEqualTo(200);
      see(this, simulator);
    }

    @Test
    void second() throws Exception {
      assertThat(status(simulator)).isEqualTo(200);
      see(this, simulator);
    }
  }

  @Test
  void field_ofAClassWithOneInstance_isAFreshSimulatorForEachTest() {
    assertSucceeded(OneInstance.class, 2);

    assertThat(seenBy(OneInstance.class)).hasSize(2).doesNotHaveDuplicates();
  }

  @OuraSimulatorTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);
    private OuraSimulator simulator;

    @Test
    void first() throws Exception {
      meet();
    }

    @Test
    void second() throws Exception {
      meet();
    }

    private void meet() throws Exception {
      BOTH.await(1, TimeUnit.MINUTES);
      assertThat(status(simulator)).isEqualTo(200);
      BOTH.await(1, TimeUnit.MINUTES);
      assertThat(simulator.requests()).hasSize(1);
      see(this, simulator);
    }
  }

  @Test
  void tests_inParallel_shareNothing() {
    assertSucceeded(Parallel.class, 2);

    assertThat(new HashSet<>(seenBy(Parallel.class).stream().map(OuraSimulator::baseUrl).toList()))
        .hasSize(2);
  }

  static class Settings {
    @RegisterExtension
    static final OuraSimulatorExtension EXTENSION =
        OuraSimulatorExtension.of(
            () -> OuraSimulator.builder().person(SimulatedPerson.builder().token("mine").build()));

    @Test
    void test(OuraSimulator simulator) {
      assertThat(simulator.token()).isEqualTo("mine");
    }
  }

  @Test
  void settings_ofARegisteredExtension_areThoseOfTheSimulator() {
    assertSucceeded(Settings.class, 1);
  }

  @OuraSimulatorTest
  static class TwoExtensions {
    @RegisterExtension
    static final OuraSimulatorExtension EXTENSION =
        OuraSimulatorExtension.of(OuraSimulator::builder);

    private OuraSimulator simulator;

    @Test
    void test() throws Exception {
      assertThat(status(simulator)).isEqualTo(200);
    }
  }

  static class ExtensionOfEnclosingClass {
    @RegisterExtension
    static final OuraSimulatorExtension OUTER = OuraSimulatorExtension.of(OuraSimulator::builder);

    private OuraSimulator simulator;

    @Nested
    class Inner {
      @RegisterExtension
      final OuraSimulatorExtension inner = OuraSimulatorExtension.of(OuraSimulator::builder);

      @Test
      void test() throws Exception {
        assertThat(status(simulator)).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {TwoExtensions.class, ExtensionOfEnclosingClass.class})
  void extensions_twoForOneTest_failAndSayWhatToDo(Class<?> test) {
    assertFailed(test, "Two extensions for an OuraSimulator are registered for this test");
  }

  @OuraSimulatorTest
  static class Factory {
    @TestFactory
    Stream<DynamicTest> tests(OuraSimulator simulator) {
      return Stream.of("a", "b")
          .map(
              name ->
                  DynamicTest.dynamicTest(
                      name,
                      () -> {
                        assertThat(status(simulator)).isEqualTo(200);
                        see(this, simulator);
                      }));
    }
  }

  @Test
  void dynamicTests_ofOneFactory_shareASimulatorThatRunsUntilTheLast() {
    assertSucceeded(Factory.class, 2);

    assertThat(seenBy(Factory.class)).hasSize(2);
    assertThat(new HashSet<>(seenBy(Factory.class)))
        .singleElement()
        .satisfies(OuraSimulatorTestTest::assertStopped);
  }

  @OuraSimulatorTest
  static class ForAll {
    @BeforeAll
    static void before(OuraSimulator simulator) {}

    @Test
    void test() {}
  }

  @OuraSimulatorTest
  static class InConstructor {
    InConstructor(OuraSimulator simulator) {}

    @Test
    void test() {}
  }

  @ParameterizedTest
  @ValueSource(classes = {ForAll.class, InConstructor.class})
  void parameter_outsideOfATest_failsAndSaysWhereItCanBe(Class<?> test) {
    assertFailed(test, "Each test has an OuraSimulator of its own");
  }
}
