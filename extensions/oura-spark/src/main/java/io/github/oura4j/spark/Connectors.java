// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.error.OuraException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds connectors by name, and keeps one instance of each class. Each session of Spark has class
 * loaders of its own, also in an executor, but as a rule they find the same class.
 */
final class Connectors {
  private static final Map<Class<?>, OuraConnector> CONNECTORS = new ConcurrentHashMap<>();

  /**
   * The classes of connectors that are listed.
   *
   * @param found those that can be loaded
   * @param problems why others cannot
   */
  private record Listed(List<ServiceLoader.Provider<OuraConnector>> found, Set<String> problems) {}

  private Connectors() {}

  /**
   * Returns the connector with a name.
   *
   * @throws OuraSparkException if there is not exactly one, or it cannot be created
   */
  static OuraConnector get(String name) {
    Listed listed = listed();
    List<ServiceLoader.Provider<OuraConnector>> named =
        listed.found().stream().filter(each -> nameOf(each).equals(Optional.of(name))).toList();
    if (named.size() != 1) {
      throw notOne(name, named.isEmpty(), listed);
    }
    return CONNECTORS.computeIfAbsent(named.get(0).type(), type -> create(named.get(0)));
  }

  /** Lets the next query create its connector again, for tests. */
  static void clear() {
    CONNECTORS.clear();
  }

  private static Listed listed() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? OuraConnector.class.getClassLoader() : context;
    Listed listed = new Listed(new ArrayList<>(), new LinkedHashSet<>());
    Iterator<ServiceLoader.Provider<OuraConnector>> providers =
        ServiceLoader.load(OuraConnector.class, loader).stream().iterator();
    boolean mayHaveMore = true;
    while (mayHaveMore) {
      try {
        mayHaveMore = providers.hasNext();
        if (mayHaveMore) {
          listed.found().add(providers.next());
        }
      } catch (ServiceConfigurationError e) {
        // The loader continues with the next line. If it cannot, it says the same again.
        mayHaveMore = listed.problems().add(String.valueOf(e.getMessage()));
      }
    }
    return listed;
  }

  private static Optional<String> nameOf(ServiceLoader.Provider<OuraConnector> provider) {
    return Optional.ofNullable(provider.type().getAnnotation(ConnectorName.class))
        .map(ConnectorName::value);
  }

  private static OuraConnector create(ServiceLoader.Provider<OuraConnector> provider) {
    try {
      return provider.get();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new OuraSparkException(
          "The connector class "
              + provider.type().getName()
              + " could not be created: "
              + causes(e)
              + ". Correct what its constructor does in this JVM; driver and executors create it"
              + " alike.");
    }
  }

  /** Returns the classes of causes. A message may be the application's own, with anything in it. */
  private static String causes(Throwable failure) {
    @Nullable Throwable first = failure instanceof LinkageError ? failure : failure.getCause();
    return Stream.iterate(first, cause -> cause != null, Throwable::getCause)
        .map(
            cause ->
                cause.getClass().getName()
                    + (cause instanceof OuraException ? ": " + cause.getMessage() : ""))
        .collect(Collectors.joining(", caused by "));
  }

  private static OuraSparkException notOne(String name, boolean isMissing, Listed listed) {
    return new OuraSparkException(
        (isMissing ? "There is no connector" : "There are several connectors")
            + " with the name \""
            + name
            + "\". Those that were found: "
            + listed.found().stream()
                .map(
                    each ->
                        nameOf(each).orElse("without @ConnectorName")
                            + " ("
                            + each.type().getName()
                            + ")")
                .toList()
            + (listed.problems().isEmpty() ? "" : ". Not loaded: " + listed.problems())
            + ". Set the option connector to the name of one of them; a connector of your own has"
            + " the annotation @ConnectorName, and is listed in META-INF/services/"
            + OuraConnector.class.getName()
            + " of a jar that driver and executors have.");
  }
}
