// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import io.github.oura4j.OuraClient;
import io.github.oura4j.model.DataType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Checks the models and the client against the version of Jackson that the tests run with, which
 * can be older than the one that they were compiled with.
 */
class JacksonReferencesTest {
  private static final String JACKSON = "com.fasterxml.jackson.";

  @Test
  @EnabledIfSystemProperty(named = "oura4j.jackson", matches = ".+")
  void jackson_ofThisRun_isTheVersionThatTheBuildNames() {
    assertThat(
            List.of(
                com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString(),
                com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString()))
        .containsOnly(System.getProperty("oura4j.jackson"));
  }

  /** Code that no test runs would otherwise fail at the program of a user. */
  @Test
  void members_ofJacksonThatAreUsed_exist() {
    List<JavaAccess<?>> accesses =
        classes().stream()
            .flatMap(type -> type.getAccessesFromSelf().stream())
            .filter(access -> access.getTargetOwner().getName().startsWith(JACKSON))
            .toList();

    assertThat(accesses).hasSizeGreaterThan(100);
    assertThat(accesses)
        .filteredOn(access -> access.getTarget().resolveMember().isEmpty())
        .isEmpty();
  }

  private static JavaClasses classes() {
    return new ClassFileImporter()
        .importLocations(
            Stream.of(OuraClient.class, DataType.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(Location::of)
                .toList());
  }
}
