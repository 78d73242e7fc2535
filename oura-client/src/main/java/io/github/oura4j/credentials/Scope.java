// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.model.DataType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An OAuth2 scope: a part of a person's data to which an application requests access.
 *
 * <p>The constants are the scopes that Oura documents. Other names are possible, so that new scopes
 * can be used before this library knows them.
 *
 * @param name the name, without the prefix that {@link OAuthEndpoints#scopePrefix} adds
 */
public record Scope(String name) {
  // Must be declared before the constants, whose constructor uses it.
  private static final Pattern ALLOWED = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  /** The email address of the person's account. */
  public static final Scope EMAIL = new Scope("email");

  /** Age, weight, height and biological sex. */
  public static final Scope PERSONAL = new Scope("personal");

  /** Daily scores and summaries, and the sleep periods behind them. */
  public static final Scope DAILY = new Scope("daily");

  /** Heart rate, by day and at night. */
  public static final Scope HEARTRATE = new Scope("heartrate");

  /** Workouts. */
  public static final Scope WORKOUT = new Scope("workout");

  /** Tags and enhanced tags. */
  public static final Scope TAG = new Scope("tag");

  /** Breathing, meditation and other sessions. */
  public static final Scope SESSION = new Scope("session");

  /** Blood oxygen saturation (SpO2). */
  public static final Scope SPO2 = new Scope("spo2");

  /** Cardiovascular age and VO2 max. */
  public static final Scope HEART_HEALTH = new Scope("heart_health");

  /** Resilience. */
  public static final Scope STRESS = new Scope("stress");

  /** Ring configuration and battery level. */
  public static final Scope RING_CONFIGURATION = new Scope("ring_configuration");

  /**
   * Creates a scope.
   *
   * @param name the name, without a prefix
   * @throws IllegalArgumentException if the name is empty or contains spaces or other characters
   *     that are not allowed in a scope
   */
  public Scope {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A scope must be one word without spaces, quotes and backslashes, such as daily.");
    }
  }

  /**
   * Returns all scopes that Oura documents.
   *
   * @return the constants in order of declaration
   */
  public static Set<Scope> all() {
    return Collections.unmodifiableSet(
        new LinkedHashSet<>(
            Arrays.asList(
                EMAIL,
                PERSONAL,
                DAILY,
                HEARTRATE,
                WORKOUT,
                TAG,
                SESSION,
                SPO2,
                HEART_HEALTH,
                STRESS,
                RING_CONFIGURATION)));
  }

  /**
   * Returns the scope that a data type requires.
   *
   * @param dataType the data type
   * @return the scope without which Oura denies access to the data type
   */
  public static Scope requiredFor(DataType dataType) {
    return new Scope(dataType.scope());
  }

  /**
   * Returns the data types that require this scope.
   *
   * @return the data types in their order; empty for {@link #EMAIL}, which a property of the
   *     personal info requires, and for scopes that this version does not know
   */
  public List<DataType> dataTypes() {
    return Stream.of(DataType.values()).filter(type -> type.scope().equals(name)).toList();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
