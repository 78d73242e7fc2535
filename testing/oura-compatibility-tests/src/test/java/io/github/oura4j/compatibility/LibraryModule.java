// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import io.github.oura4j.OuraClient;
import io.github.oura4j.api.UserCollectionApi;
import io.github.oura4j.dataframe.OuraFrames;
import io.github.oura4j.jdbc.OuraSchema;
import io.github.oura4j.simulator.OuraSimulator;
import io.github.oura4j.simulator.junit.OuraSimulatorTest;
import io.github.oura4j.testkit.VirtualTime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A module that programs are written against, and its packaged jar. */
enum LibraryModule {
  GENERATED("oura-api-generated", UserCollectionApi.class),
  CLIENT("oura-client", OuraClient.class),
  SIMULATOR("testing/oura-simulator", OuraSimulator.class),
  SIMULATOR_JUNIT("testing/oura-simulator-junit", OuraSimulatorTest.class),
  TESTKIT("testing/oura-testkit", VirtualTime.class),
  DATAFRAME("extensions/oura-dataframe", OuraFrames.class),
  JDBC("extensions/oura-jdbc", OuraSchema.class);

  private final String folder;
  private final Class<?> member;

  LibraryModule(String folder, Class<?> member) {
    this.folder = folder;
    this.member = member;
  }

  /** Returns the folder of the module, as a path from the root of the repository. */
  String folder() {
    return folder;
  }

  /** Returns a public class of the module. */
  Class<?> member() {
    return member;
  }

  /**
   * Returns the jar on the class path of this test.
   *
   * @throws IllegalStateException if it is a folder of classes, as it is in {@code mvn test}
   */
  Path jar() {
    try {
      Path file = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isRegularFile(file)) {
        throw new IllegalStateException(
            "This test needs the packaged jar of "
                + folder
                + ", not "
                + file
                + ": run mvn verify.");
      }
      return file;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the module declaration in the jar. */
  ModuleDescriptor module() {
    return ModuleFinder.of(jar()).findAll().iterator().next().descriptor();
  }

  /** Returns this jar and all jars that Maven gives to users of it. */
  List<Path> withDependencies() {
    List<Path> jars = new ArrayList<>(List.of(jar()));
    try {
      String classPath =
          Files.readString(MarkdownFile.ROOT.resolve(folder).resolve("target/runtime-class-path"));
      for (String jar : classPath.strip().split(File.pathSeparator, -1)) {
        jars.add(Path.of(jar));
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
