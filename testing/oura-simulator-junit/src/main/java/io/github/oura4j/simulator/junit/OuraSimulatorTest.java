// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.simulator.junit;

import io.github.oura4j.simulator.OuraSimulator;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a JUnit 5 class a simulated Oura API of its own, with default settings: as a
 * parameter of type {@link OuraSimulator} of the test method and of methods before and after each
 * test, or in a field of this type. All of them are the same simulator in one test.
 *
 * <pre>{@code
 * @OuraSimulatorTest
 * class MyTest {
 *   @Test
 *   void test(OuraSimulator oura) {
 *     // requests go to oura.baseUrl(), with oura.token() as bearer token
 *   }
 * }
 * }</pre>
 *
 * <p>Each simulator has a free port and starts when a test first uses it, or before the test if the
 * class has a field for it. It stops after the test. Tests can run in parallel; as usual with
 * fields, those of a class with one instance for all its tests cannot.
 *
 * <p>A method with {@code @TestFactory} counts as one test: all of its dynamic tests share a
 * simulator, with its data, requests and ordered faults. For one each, use parameterized tests.
 *
 * <p>For other settings, register {@link OuraSimulatorExtension#of} in place of this annotation.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(OuraSimulatorExtension.class)
public @interface OuraSimulatorTest {}
