// SPDX-License-Identifier: Apache-2.0
/**
 * Contract tests for what users of the client can implement: token stores and rate limiters. Each
 * contract is an abstract class of JUnit 5 tests. To test an implementation, extend the class and
 * implement the method that creates the object under test.
 */
@NullMarked
package io.github.oura4j.testkit;

import org.jspecify.annotations.NullMarked;
