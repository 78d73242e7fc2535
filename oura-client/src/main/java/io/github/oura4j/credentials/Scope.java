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
 * A part of a person's data that an application asks to see. The constants are those that are
 * known; any other text can be a scope as well.
 *
 * @param name its name, without the prefix that some addresses want
 */
public record Scope(String name) {
  // Before the constants, which are checked by it.
  private static final Pattern ALLOWED = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  /** The e-mail address of the person's account. */
  public static final Scope EMAIL = new Scope("email");

  /** Age, weight, height and biological sex. */
  public static final Scope PERSONAL = new Scope("personal");

  /** Daily scores and summaries, and the sleep periods behind them. */
  public static final Scope DAILY = new Scope("daily");

  /** Heart rate by day and by night. */
  public static final Scope HEARTRATE = new Scope("heartrate");

  /** Workouts. */
  public static final Scope WORKOUT = new Scope("workout");

  /** Tags of both kinds. */
  public static final Scope TAG = new Scope("tag");

  /** Breathing, meditation and other sessions. */
  public static final Scope SESSION = new Scope("session");

  /** Blood oxygen. */
  public static final Scope SPO2 = new Scope("spo2");

  /** Cardiovascular age and VO2 max. */
  public static final Scope HEART_HEALTH = new Scope("heart_health");

  /** Resilience. */
  public static final Scope STRESS = new Scope("stress");

  /** Rings and their batteries. */
  public static final Scope RING_CONFIGURATION = new Scope("ring_configuration");

  private static final Pattern DATA_TYPE =
      Pattern.compile("/v2/(?:sandbox/)?usercollection/([^/]+)(?:/.*)?");

  /** Each data type, as its path names it, and the scope that its routes need. */
  private static final Map<String, Scope> NEEDED =
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
   * Makes a scope of any name.
   *
   * @param name its name, without prefix
   * @throws IllegalArgumentException if the name is empty or holds blanks or other characters that
   *     no scope has
   */
  public Scope {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A scope is one word without blanks, quotes and backslashes, such as daily.");
    }
  }

  /**
   * Returns all known scopes.
   *
   * @return the constants, in their order
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
   * Returns the scope that a route needs.
   *
   * @param path the path of a request, such as {@code /v2/usercollection/sleep}
   * @return the scope, or empty when the path is not that of a known data type
   */
  public static Optional<Scope> requiredFor(String path) {
    Matcher type = DATA_TYPE.matcher(path);
    return type.matches() ? Optional.ofNullable(NEEDED.get(type.group(1))) : Optional.empty();
  }

  /**
   * Returns the data types that this scope opens.
   *
   * @return their names as in the paths of the API, in alphabetical order
   */
  public List<String> dataTypes() {
    return NEEDED.entrySet().stream()
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
