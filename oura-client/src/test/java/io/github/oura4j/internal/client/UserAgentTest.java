// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oura4j.OuraClient;
import io.github.oura4j.credentials.Credentials;
import io.github.oura4j.http.OuraResponse;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserAgentTest {
  private static final String MODULE = "io.github.oura4j";

  private static String expected() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    return "oura4j/" + version.group(1) + " (Java " + Runtime.version().feature() + ")";
  }

  @Test
  void request_byDefault_namesTheVersionOfThisLibraryAndOfJava() throws Exception {
    List<String> sent = new ArrayList<>();
    try (OuraClient oura =
        OuraClient.builder()
            .credentials(Credentials.token("t"))
            .transport(
                request -> {
                  sent.add(request.headers().get("User-Agent"));
                  return new OuraResponse(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
                })
            .build()) {
      oura.personalInfo().get();
    }

    assertThat(sent).containsExactly(expected());
  }

  @Test
  void userAgent_onTheModulePath_namesTheVersion(@TempDir Path folder) throws Exception {
    Path jar = jar(folder.resolve("client.jar"));
    ModuleLayer layer =
        ModuleLayer.boot()
            .defineModulesWithOneLoader(
                ModuleLayer.boot()
                    .configuration()
                    .resolve(ModuleFinder.of(jar), ModuleFinder.of(), Set.of(MODULE)),
                getClass().getClassLoader());
    Class<?> userAgent = layer.findLoader(MODULE).loadClass(UserAgent.class.getName());

    assertThat(userAgent.getModule().getName()).isEqualTo(MODULE);
    assertThat(defaultOf(userAgent)).isEqualTo(expected());
  }

  private static Object defaultOf(Class<?> userAgent) throws ReflectiveOperationException {
    Field field = userAgent.getDeclaredField("DEFAULT");
    field.setAccessible(true);
    return field.get(null);
  }

  /** Makes the jar of this module from its classes, which are all there is when tests run. */
  private static Path jar(Path jar) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", MODULE);
    Path classes =
        Path.of(OuraClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
