// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.model.DataType;
import io.github.oura4j.model.NewWebhookSubscription;
import io.github.oura4j.model.WebhookDataType;
import io.github.oura4j.model.WebhookSubscriptionUpdate;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Passes null as each parameter of each public method that reads data or makes a range. */
class NullArgumentsTest {
  private static final OuraClient OURA =
      OuraClient.builder()
          .credentials(Credentials.token("t"))
          .application("id", "secret")
          .transport(
              request -> {
                throw new AssertionError("nothing must be sent");
              })
          .build();

  /** A valid argument of each type of parameter. */
  private static final Map<Class<?>, Object> VALID =
      Map.ofEntries(
          Map.entry(DateRange.class, DateRange.lastDays(1)),
          Map.entry(TimeRange.class, TimeRange.lastDays(1)),
          Map.entry(ListOptions.class, ListOptions.defaults()),
          Map.entry(String.class, "/id"),
          Map.entry(Map.class, Map.of()),
          Map.entry(int.class, 1),
          Map.entry(LocalDate.class, LocalDate.EPOCH),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(ZoneId.class, ZoneOffset.UTC),
          Map.entry(NewWebhookSubscription.class, NewWebhookSubscription.builder().build()),
          Map.entry(WebhookSubscriptionUpdate.class, WebhookSubscriptionUpdate.builder().build()));

  private static List<Object> instances() {
    return List.of(
        OURA.sleep(),
        OURA.ringConfiguration(),
        OURA.heartRate(),
        OURA.raw(),
        OURA.webhooks(),
        Documents.of(),
        DatedDocuments.of(),
        TimeSeries.of(),
        DateRange.today(),
        TimeRange.lastHours(1));
  }

  private static List<Class<?>> types() {
    return List.of(
        Documents.class,
        DatedDocuments.class,
        TimeSeries.class,
        RawRequests.class,
        Webhooks.class,
        DateRange.class,
        TimeRange.class,
        ListOptions.class);
  }

  @TestFactory
  Stream<DynamicTest> method_withNull_throwsAndNamesTheParameter() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<?> type : types()) {
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers())) {
          tests.addAll(tests(type.getSimpleName(), method, null));
        } else {
          instances().stream()
              .filter(instance -> type.isInstance(instance) && method.getDeclaringClass() == type)
              .forEach(instance -> tests.addAll(tests(instance.toString(), method, instance)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(60);
    return tests.stream();
  }

  /** Returns one test for each parameter that can be null, or contain null. */
  private static List<DynamicTest> tests(String owner, Method method, Object instance) {
    List<DynamicTest> tests = new ArrayList<>();
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      int position = i;
      String name = owner + "." + method.getName() + " with null at " + position;
      if (!types[i].isPrimitive() && types[i] != Object.class) {
        tests.add(dynamicTest(name, () -> assertRejected(method, instance, position, null)));
      }
      if (types[i].isArray()) {
        Object containsNull = Array.newInstance(types[i].getComponentType(), 1);
        tests.add(
            dynamicTest(
                name + "[0]", () -> assertRejected(method, instance, position, containsNull)));
      }
    }
    return tests;
  }

  private static void assertRejected(Method method, Object instance, int position, Object invalid)
      throws IllegalAccessException {
    Object[] arguments =
        Stream.of(method.getParameterTypes()).map(NullArgumentsTest::valid).toArray();
    arguments[position] = invalid;
    method.setAccessible(true);
    try {
      method.invoke(instance, arguments);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).hasMessageMatching(message());
      return;
    }
    throw new AssertionError("nothing was thrown");
  }

  private static Object valid(Class<?> type) {
    return type.isArray() ? Array.newInstance(type.getComponentType(), 0) : VALID.get(type);
  }

  /** Unlike the message of the JVM's own exception, it begins with the parameter. */
  private static String message() {
    return "(\\w+(\\[0])? must not be null|The id is null or blank, .*|The callback URL .*)";
  }

  @TestFactory
  Stream<DynamicTest> otherEntryPoint_withNull_throwsAndNamesTheParameter() {
    return Stream.<Map.Entry<String, Runnable>>of(
            Map.entry("accessor", () -> OURA.accessor(null)),
            Map.entry("ListOptions", () -> new ListOptions(null, 1, false)),
            Map.entry("fetch", () -> WebhookDocuments.defaults().fetch(OURA, null)),
            Map.entry("canFetch", () -> WebhookDocuments.canFetch((WebhookDataType) null)))
        .map(
            call ->
                dynamicTest(
                    call.getKey(),
                    () ->
                        assertThat(catchThrowable(call.getValue()::run))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessageMatching(message())));
  }

  @TestFactory
  Stream<DynamicTest> get_ofEveryDataType_rejectsANullId() {
    return Stream.of(DataType.values())
        .map(OURA::accessor)
        .filter(
            accessor ->
                !(accessor instanceof Accessor.Series || accessor instanceof Accessor.Single))
        .map(
            accessor ->
                dynamicTest(
                    accessor.dataType().name(),
                    () ->
                        assertThat(catchThrowable(() -> get(accessor)))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageMatching(message())));
  }

  private static Object get(Accessor accessor) {
    return accessor instanceof Accessor.Dated<?> dated
        ? dated.documents().get(null)
        : ((Accessor.Undated<?>) accessor).documents().get(null);
  }
}
