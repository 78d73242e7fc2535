// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives an {@link OuraConnector} the name by which queries choose it. It is an annotation, so that
 * other connectors need not be created to find it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ConnectorName {
  /**
   * The name, such as {@code study}.
   *
   * @return the name
   */
  String value();
}
