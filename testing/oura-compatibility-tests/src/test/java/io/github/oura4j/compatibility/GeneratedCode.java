// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

import io.github.oura4j.openapi.compare.PublicApi;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.openapitools.codegen.config.GlobalSettings;

/**
 * Java code that a test generates from an API description and compiles. Uses the same generator,
 * templates and settings as the build of oura-api-generated, so that tests can check what code a
 * changed export leads to. Compiler warnings are errors.
 *
 * @param classes the folder with the compiled classes
 */
record GeneratedCode(Path classes) {
  private static final Path MODULE = Path.of("../../oura-api-generated");

  /**
   * Generates and compiles the code of a description.
   *
   * @throws IllegalStateException with the output of the compiler, if the code does not compile
   */
  static GeneratedCode of(Path description, Path folder) {
    Path sources = generate(description, folder.resolve("generated"));
    Path classes = folder.resolve("classes");
    compile(sources, classes, classes);
    return new GeneratedCode(classes);
  }

  private static Path generate(Path description, Path out) {
    CodegenConfigurator settings =
        CodegenConfigurator.fromFile(MODULE.resolve("src/main/generator.yaml").toString());
    settings
        .setGeneratorName("java")
        .setInputSpec(description.toString())
        .setOutputDir(out.toString())
        .setTemplateDir(MODULE.resolve("src/main/templates").toString())
        .setIgnoreFileOverride(MODULE.resolve("src/main/generator.ignore").toString());
    // These settings belong to the current thread, so tests can run in parallel.
    GlobalSettings.reset();
    GlobalSettings.setProperty("models", "");
    GlobalSettings.setProperty("apis", "");
    GlobalSettings.setProperty("supportingFiles", supportingFiles());
    for (String output : List.of("apiTests", "apiDocs", "modelTests", "modelDocs")) {
      GlobalSettings.setProperty(output, "false");
    }
    new DefaultGenerator().opts(settings.toClientOptInput()).generate();
    return out.resolve("src/main/java");
  }

  /** Returns the list of supporting files in the POM, so that build and test cannot differ. */
  private static String supportingFiles() {
    try {
      return Files.readString(MODULE.resolve("pom.xml"))
          .replaceFirst("(?s).*<supportingFilesToGenerate>(.*?)</.*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles sources to a folder.
   *
   * @param generated classes that take precedence over those of the project
   */
  static void compile(Path sources, Path classes, Path generated) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> all = Files.walk(sources)) {
      Files.createDirectories(classes);
      // Without the module declaration, since dependencies are on the class path.
      List<Path> java =
          all.filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .toList();
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "-Xlint:all,-serial,-classfile,-processing,-deprecation,-path",
              "-Werror",
              "-classpath",
              generated + File.pathSeparator + System.getProperty("java.class.path"));
      boolean success =
          compiler
              .getTask(output, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      if (!success) {
        throw new IllegalStateException("the generated code does not compile:\n" + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the public API of the generated code. */
  List<String> publicApi() {
    try (URLClassLoader loader = loader()) {
      return PublicApi.ofClassesIn(classes, loader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a class loader in which the generated classes replace those of the project. */
  URLClassLoader loader() {
    try {
      return new GeneratedFirstLoader(classes.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class GeneratedFirstLoader extends URLClassLoader {
    GeneratedFirstLoader(URL classes) {
      super(new URL[] {classes}, GeneratedCode.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (findResource(name.replace('.', '/') + ".class") == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
