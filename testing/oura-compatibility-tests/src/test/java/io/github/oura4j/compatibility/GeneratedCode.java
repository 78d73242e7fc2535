// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.compatibility;

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
 * Java made from a description as the build makes it: by the same generator, with the templates and
 * settings of oura-api-generated, and compiled without a warning.
 */
record GeneratedCode(Path classes) {
  private static final Path MODULE = Path.of("../../oura-api-generated");

  /** Generates and compiles, or throws what the compiler says. */
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
    // Thread by thread: tests may generate beside each other.
    GlobalSettings.reset();
    GlobalSettings.setProperty("models", "");
    GlobalSettings.setProperty("apis", "");
    GlobalSettings.setProperty("supportingFiles", supportingFiles());
    for (String unwanted : List.of("apiTests", "apiDocs", "modelTests", "modelDocs")) {
      GlobalSettings.setProperty(unwanted, "false");
    }
    new DefaultGenerator().opts(settings.toClientOptInput()).generate();
    return out.resolve("src/main/java");
  }

  /** The build's own list, so that the two cannot differ. */
  private static String supportingFiles() {
    try {
      return Files.readString(MODULE.resolve("pom.xml"))
          .replaceFirst("(?s).*<supportingFilesToGenerate>(.*?)</.*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles sources against classes that take the place of the project's own. */
  static void compile(Path sources, Path classes, Path first) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> all = Files.walk(sources)) {
      Files.createDirectories(classes);
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "-Xlint:all,-serial,-classfile,-processing,-deprecation,-path",
              "-Werror",
              "-classpath",
              first + File.pathSeparator + System.getProperty("java.class.path"));
      boolean done =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      if (!done) {
        throw new IllegalStateException("the generated code does not compile:\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The public API of what was generated. */
  List<String> publicApi() {
    try (URLClassLoader loader = loader()) {
      return PublicApi.ofClassesIn(classes, loader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads these models and operations in place of those that the project was built with. */
  URLClassLoader loader() {
    try {
      return new OwnFirst(classes.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL classes) {
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
