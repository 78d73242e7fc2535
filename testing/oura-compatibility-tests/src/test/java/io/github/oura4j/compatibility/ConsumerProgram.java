// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of a user: a module of one class, {@code Main}, that requires one library. It is
 * compiled with every lint warning as an error, and runs in a JVM of its own.
 *
 * @param name the folder of its sources, which also names the library
 * @param folder an empty folder for its classes
 */
record ConsumerProgram(String name, Path folder) {
  private static final Path SOURCES = Path.of("src/test/resources/consumers");
  private static final String MODULE_INFO = "module-info.java";

  private static final Pattern LAUNCHER =
      Pattern.compile("junit-(jupiter-engine|platform-(launcher|engine))-.*[.]jar");

  /** The programs that run tests. */
  private static final Set<String> RUN_TESTS = Set.of("testkit", "simulator_junit");

  /** WireMock cannot be required as a module; see the module declaration of the simulator. */
  private static final Predicate<Path> ONLY_ON_CLASS_PATH =
      jar -> jar.getFileName().toString().startsWith("wiremock-standalone-");

  /** Compiles and runs the program as a module, and returns what it prints. */
  String runOnModulePath(String... arguments) {
    compileOnModulePath("");
    return java(
        List.of(
            "--module-path",
            join(Stream.concat(Stream.of(classes()), modules())),
            "--class-path",
            join(jars().filter(ONLY_ON_CLASS_PATH)),
            "--module",
            mainModule()),
        arguments);
  }

  /** Runs the program as a module with everything on the module path, and nothing beside it. */
  String runWithoutClassPath(String... options) {
    compileOnModulePath("");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "--module-path",
            join(Stream.concat(Stream.of(classes()), jars())),
            "--module",
            mainModule()));
    return java(all);
  }

  /** Compiles and runs the program without its module declaration, and returns what it prints. */
  String runOnClassPath(String... arguments) {
    compile(
        "", List.of("--class-path", join(jars())), file -> !file.endsWith(Path.of(MODULE_INFO)));
    return java(
        List.of("--class-path", join(Stream.concat(Stream.of(classes()), jars())), mainClass()),
        arguments);
  }

  /**
   * Compiles the program as a module.
   *
   * @param statement a statement that the main method begins with
   * @throws IllegalStateException with the output of the compiler, if the program does not compile
   */
  void compileOnModulePath(String statement) {
    // Without a class path, the compiler would use that of this test.
    List<String> paths =
        List.of("--module-path", join(modules()), "--class-path", folder.toString());
    compile(statement, paths, file -> true);
  }

  /** Returns the library and its dependencies, and what runs tests if the program does that. */
  private Stream<Path> jars() {
    Stream<Path> launcher =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(jar -> LAUNCHER.matcher(jar.getFileName().toString()).matches());
    return Stream.concat(
        LibraryModule.valueOf(name.toUpperCase(Locale.ROOT)).withDependencies().stream(),
        RUN_TESTS.contains(name) ? launcher : Stream.empty());
  }

  private Stream<Path> modules() {
    return jars().filter(ONLY_ON_CLASS_PATH.negate());
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  private String mainModule() {
    return "consumer." + name + "/" + mainClass();
  }

  private String mainClass() {
    return "consumer." + name + ".Main";
  }

  private static String join(Stream<Path> paths) {
    return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private void compile(String statement, List<String> paths, Predicate<Path> included) {
    List<String> arguments = new ArrayList<>(paths);
    arguments.addAll(List.of("-d", classes().toString(), "-proc:none", "-Xlint:all", "-Werror"));
    for (Path source : sources(statement)) {
      if (included.test(source)) {
        arguments.add(source.toString());
      }
    }
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int exitCode =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(new String[0]));
    if (exitCode != 0) {
      throw new IllegalStateException("the program does not compile:\n" + output);
    }
  }

  /** Returns copies of the source files, in which the marker is replaced with a statement. */
  private List<Path> sources(String statement) {
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      List<Path> copies = new ArrayList<>();
      for (Path file : files.toList()) {
        Path copy = folder.resolve("sources").resolve(file.getFileName());
        ScratchProject.write(copy, Files.readString(file).replace("// STATEMENT", statement));
        copies.add(copy);
      }
      return copies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String java(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      boolean ended = process.waitFor(2, TimeUnit.MINUTES);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            (ended ? "the program failed:\n" : "the program did not end:\n")
                + Files.readString(output)
                + Files.readString(errors));
      }
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
