// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.junit;

import io.github.oura4j.simulator.OuraSimulator;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The JUnit 5 extension behind {@link OuraSimulatorTest}, which can also be registered with
 * settings of its own:
 *
 * <pre>{@code
 * class MyTest {
 *   @RegisterExtension
 *   static final OuraSimulatorExtension EXTENSION =
 *       OuraSimulatorExtension.of(() -> OuraSimulator.builder().schemaDrift());
 *
 *   @Test
 *   void test(OuraSimulator oura) {}
 * }
 * }</pre>
 *
 * <p>Immutable; all state of a test is in the context of this test, so that tests can run in
 * parallel.
 */
public final class OuraSimulatorExtension implements BeforeEachCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(OuraSimulatorExtension.class);

  private final Supplier<OuraSimulator.Builder> settings;

  /** Creates an extension that starts simulators with default settings. JUnit calls it. */
  public OuraSimulatorExtension() {
    this(OuraSimulator::builder);
  }

  private OuraSimulatorExtension(Supplier<OuraSimulator.Builder> settings) {
    this.settings = settings;
  }

  /**
   * Creates an extension that starts simulators with settings of your choice.
   *
   * @param settings returns a new builder for each test, and must be thread-safe if tests run in
   *     parallel
   * @return the extension, for a field with the annotation {@code @RegisterExtension}
   */
  public static OuraSimulatorExtension of(Supplier<OuraSimulator.Builder> settings) {
    return new OuraSimulatorExtension(settings);
  }

  /**
   * Sets the fields of type {@link OuraSimulator} of the test instance, and of those that enclose
   * it. Static and final fields stay as they are.
   *
   * @throws ExtensionConfigurationException if a field cannot be set, or if another instance of
   *     this extension is registered for the same test
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      ReflectionSupport.findFields(
              instance.getClass(),
              OuraSimulatorExtension::isForSimulator,
              HierarchyTraversalMode.TOP_DOWN)
          .forEach(field -> set(field, instance, simulator(context)));
    }
  }

  private static boolean isForSimulator(Field field) {
    return field.getType() == OuraSimulator.class
        && !Modifier.isStatic(field.getModifiers())
        && !Modifier.isFinal(field.getModifiers());
  }

  private static void set(Field field, Object instance, OuraSimulator simulator) {
    try {
      field.setAccessible(true);
      field.set(instance, simulator);
    } catch (InaccessibleObjectException | IllegalAccessException inaccessible) {
      throw new ExtensionConfigurationException(
          "The field "
              + field
              + " cannot be set. Open its package to the module io.github.oura4j.simulator.junit, or"
              + " take the simulator as a parameter.");
    }
  }

  /** Returns whether a parameter has the type {@link OuraSimulator}. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == OuraSimulator.class;
  }

  /**
   * Returns the simulator of the current test.
   *
   * @throws ParameterResolutionException if the parameter is not one of a test or of a method
   *     before or after each test
   * @throws ExtensionConfigurationException if another instance of this extension is registered for
   *     the same test
   */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Each test has an OuraSimulator of its own: take it as a parameter of a test method, or of"
              + " a method with @BeforeEach or @AfterEach, or declare a field for it. Constructors"
              + " and methods with @BeforeAll or @AfterAll cannot have it.");
    }
    return simulator(context);
  }

  private OuraSimulator simulator(ExtensionContext context) {
    Running running =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                context.getUniqueId(),
                id -> new Running(this, settings.get().start()),
                Running.class);
    if (running.extension() != this) {
      throw new ExtensionConfigurationException(
          "Two extensions for an OuraSimulator are registered for this test, but a test has one"
              + " simulator: keep either the annotation @OuraSimulatorTest or a single field with"
              + " @RegisterExtension. Those of superclasses and enclosing classes count, too.");
    }
    return running.simulator();
  }

  /** Stops the simulator when JUnit closes the store of the test. */
  @SuppressWarnings("deprecation") // JUnit before 5.13 closes only a CloseableResource.
  private record Running(OuraSimulatorExtension extension, OuraSimulator simulator)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      simulator.close();
    }
  }
}
