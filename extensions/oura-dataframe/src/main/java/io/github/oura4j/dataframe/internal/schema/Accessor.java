// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.dataframe.internal.schema;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes functions that call a method without parameters. They are as fast as a method reference in
 * source code, several times faster than {@link Method#invoke}.
 */
final class Accessor {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType FUNCTION = MethodType.methodType(Object.class, Object.class);

  private Accessor() {}

  @SuppressWarnings("unchecked") // the metafactory makes functions of objects
  static Function<Object, @Nullable Object> of(Method method) {
    try {
      MethodHandle handle = LOOKUP.unreflect(method);
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  LOOKUP,
                  "apply",
                  MethodType.methodType(Function.class),
                  FUNCTION,
                  handle,
                  handle.type().wrap())
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException(
          "The accessor " + method + " cannot be called: the class and the method must be public.",
          e);
    }
  }
}
