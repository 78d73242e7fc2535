// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern DATA_TYPE =
      Pattern.compile("/v2/(?:sandbox/)?usercollection/([^/]+)(?:/.*)?");

  /** The scope that each data type requires, by the data type's name in paths. */
  private static final Map<String, Scope> REQUIRED =
      Map.ofEntries(
          Map.entry("daily_activity", DAILY),
          Map.entry("daily_cardiovascular_age", HEART_HEALTH),
          Map.entry("daily_readiness", DAILY),
          Map.entry("daily_resilience", STRESS),
          Map.entry("daily_sleep", DAILY),
          Map.entry("daily_spo2", SPO2),
          Map.entry("daily_stress", DAILY),
          Map.entry("enhanced_tag", TAG),
          Map.entry("heartrate", HEARTRATE),
          Map.entry("personal_info", PERSONAL),
          Map.entry("rest_mode_period", DAILY),
          Map.entry("ring_battery_level", RING_CONFIGURATION),
          Map.entry("ring_configuration", RING_CONFIGURATION),
          Map.entry("session", SESSION),
          Map.entry("sleep", DAILY),
          Map.entry("sleep_time", DAILY),
          Map.entry("tag", TAG),
          Map.entry("vO2_max", HEART_HEALTH),
          Map.entry("workout", WORKOUT));

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
   * Returns the scope that a request requires.
   *
   * @param path the path of a request, such as {@code /v2/usercollection/sleep}
   * @return the scope, or empty if the path does not belong to a known data type
   */
  public static Optional<Scope> requiredFor(String path) {
    Matcher type = DATA_TYPE.matcher(path);
    return type.matches() ? Optional.ofNullable(REQUIRED.get(type.group(1))) : Optional.empty();
  }

  /**
   * Returns the data types that require this scope.
   *
   * @return their names in the API's paths, in alphabetical order
   */
  public List<String> dataTypes() {
    return REQUIRED.entrySet().stream()
        .filter(entry -> entry.getValue().equals(this))
        .map(Map.Entry::getKey)
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .toList();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
