// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.spark;

import io.github.oura4j.OuraClient;
import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.sync.HistoryOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds connectors by name, calls them, and keeps one instance of each class. Each session of Spark
 * has class loaders of its own, also in an executor, but as a rule they find the same class.
 */
final class Connectors {
  private static final int MOST_CAUSES = 10;
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

  /**
   * Returns who takes part, each once.
   *
   * @throws OuraSparkException if the connector does not say so
   */
  static List<String> people(String name) {
    OuraConnector connector = get(name);
    Collection<String> people;
    try {
      people = connector.people();
    } catch (OuraInterruptedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new OuraSparkException(
          "people() of the connector \""
              + name
              + "\" failed in the driver: "
              + causes(e, connector.getClass())
              + ". Correct what it does there.");
    }
    if (people == null || people.isEmpty() || people.stream().anyMatch(Objects::isNull)) {
      throw new OuraSparkException(
          "people() of the connector \""
              + name
              + "\" returned "
              + (people == null ? "null" : people.isEmpty() ? "nobody" : "a key that is null")
              + ". Let it return the keys of the people who take part.");
    }
    return people.stream().distinct().toList();
  }

  /**
   * Returns the client of a person.
   *
   * @param name the name of the connector
   * @throws OuraSparkException if the connector returns none, or fails in a way of its own
   */
  static OuraClient client(String name, OuraConnector connector, String person) {
    String reason = "it returned null";
    try {
      OuraClient client = connector.client(person);
      if (client != null) {
        return client;
      }
    } catch (OuraException e) {
      throw e;
    } catch (RuntimeException e) {
      reason = causes(e, connector.getClass());
    }
    throw new OuraSparkException(
        "client() of the connector \""
            + name
            + "\" made no client for person \""
            + person
            + "\": "
            + reason
            + ". Correct what it does in an executor. For a person without tokens, or whom it does"
            + " not know, let it throw a ReauthorizationRequiredException: the outcome is then "
            + HistoryOutcome.CONSENT_EXPIRED.label()
            + ".");
  }

  private static OuraConnector create(ServiceLoader.Provider<OuraConnector> provider) {
    try {
      return provider.get();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new OuraSparkException(
          "The connector class "
              + provider.type().getName()
              + " could not be created: "
              + causes(e instanceof LinkageError ? e : e.getCause(), provider.type())
              + ". Correct what its constructor does in this JVM; driver and executors create it"
              + " alike.");
    }
  }

  /**
   * Returns the classes of causes, and where they come from, without a period. A message may be the
   * application's own, with anything in it.
   */
  private static String causes(@Nullable Throwable failure, Class<?> connector) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(
            cause ->
                cause.getClass().getName()
                    + origin(cause, connector)
                    + (cause instanceof OuraException ? ": " + cause.getMessage() : ""))
        .collect(Collectors.joining(", caused by "))
        .replaceFirst("\\.$", "");
  }

  /** Returns where an exception was thrown, and which line of the connector called that. */
  private static String origin(Throwable cause, Class<?> connector) {
    List<StackTraceElement> frames = List.of(cause.getStackTrace());
    String origin =
        Stream.concat(
                frames.stream().limit(1),
                frames.stream().filter(frame -> isOf(connector, frame)).limit(1))
            .distinct()
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(", called by "));
    return origin.isEmpty() ? "" : " at " + origin;
  }

  private static boolean isOf(Class<?> connector, StackTraceElement frame) {
    return frame.getClassName().equals(connector.getName())
        || frame.getClassName().startsWith(connector.getName() + "$");
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
            + (isMissing
                ? ". Set the option connector to the name of one of them; a connector of your own"
                    + " has the annotation @ConnectorName, and is listed in META-INF/services/"
                    + OuraConnector.class.getName()
                    + " of a jar that driver and executors have."
                : ". Rename one with this name in its annotation @ConnectorName, or remove its jar"
                    + " from the class path."));
  }
}
