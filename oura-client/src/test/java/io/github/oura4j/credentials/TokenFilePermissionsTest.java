// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What permissions and full disks do. Root notices nothing of them: these tests run as the user
 * {@code nobody} in a process of their own, and need root to become that, and {@code setpriv}.
 */
class TokenFilePermissionsTest {
  private static final int NOBODY = 65_534;

  private Path directory;
  private Path folder;
  private Path file;

  @BeforeEach
  void givenATokenFileOfNobody() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "not run: it takes root and setpriv to become an unprivileged user");
    // Not a folder of JUnit's: those are closed to others on the way down.
    directory = Files.createTempDirectory("oura4j");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    folder = Files.createDirectory(directory.resolve("tokens"));
    own(folder);
    copyClasses();
    assertThat(asNobody("", "save", folder)).isEqualTo("saved");
    file = folder.resolve("one.json");
  }

  @AfterEach
  void removeAll() throws Exception {
    if (directory != null) {
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static void own(Path path) throws Exception {
    Files.setAttribute(path, "unix:uid", NOBODY);
    Files.setAttribute(path, "unix:gid", NOBODY);
  }

  /** The unprivileged user may not read the folders that this build runs in. */
  private void copyClasses() throws Exception {
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry));
      entries.addAll(manifestClassPath(Path.of(entry)));
    }
    Path classes = Files.createDirectory(directory.resolve("classes"));
    int number = 0;
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        copy(entry, classes.resolve(String.valueOf(number++)));
      } else if (entry.toString().matches(".*(jackson|itu|jspecify|oura).*\\.jar")) {
        Files.copy(entry, classes.resolve(number++ + ".jar"));
      }
    }
  }

  private static List<Path> manifestClassPath(Path jar) throws Exception {
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      String classPath =
          opened.getManifest() == null
              ? null
              : opened.getManifest().getMainAttributes().getValue("Class-Path");
      List<Path> paths = new ArrayList<>();
      for (String url : classPath == null ? new String[0] : classPath.split(" ", -1)) {
        paths.add(Path.of(jar.toUri().resolve(url)));
      }
      return paths;
    }
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** Runs a command before it, in the same shell, such as {@code ulimit}. */
  private String asNobody(String before, String what, Path where) throws Exception {
    Path classes = directory.resolve("classes");
    try (Stream<Path> entries = Files.list(classes)) {
      String classPath = String.join(":", entries.map(Path::toString).toList());
      List<String> command =
          Arrays.asList(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "bash",
              "-c",
              before
                  + " exec "
                  + Path.of(System.getProperty("java.home"), "bin", "java")
                  + " -XX:-UsePerfData -XX:TieredStopAtLevel=1 -cp '"
                  + classPath
                  + "' "
                  + OtherUser.class.getName()
                  + " "
                  + what
                  + " '"
                  + where
                  + "'");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.directory(directory.toFile());
      builder.environment().keySet().retainAll(Map.of("PATH", "").keySet());
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return printed.strip();
    }
  }

  @Test
  void find_inAFileOfSomeoneElse_namesTheOwner() throws Exception {
    Files.setAttribute(file, "unix:uid", 0);
    byte[] content = Files.readAllBytes(file);

    assertThat(asNobody("", "find", folder))
        .startsWith("CredentialsException")
        .contains("belongs to the user root", "runs as nobody")
        .doesNotContain("planted");
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void find_inAFileThatCannotBeRead_saysSo() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));

    assertThat(asNobody("", "find", folder))
        .startsWith("CredentialsException")
        .contains("cannot be read: this user may not");
  }

  @Test
  void save_inAReadOnlyFolder_leavesWhatWasThereAndCanStillBeRead() throws Exception {
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));

    assertThat(asNobody("", "save", folder))
        .startsWith("CredentialsException")
        .contains("cannot be written: this user may not", "What stood there still does");
    assertThat(file).hasBinaryContent(content);
    assertThat(asNobody("", "find", folder)).startsWith("found");
  }

  @Test
  void save_inAFolderThatCannotBeMade_saysSo() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));

    assertThat(asNobody("", "save", folder.resolve("deeper")))
        .startsWith("CredentialsException")
        .contains("cannot be used: this user may not", "nothing was sent");
  }

  @Test
  void save_whereThereIsNoRoom_leavesWhatWasThere() throws Exception {
    byte[] content = Files.readAllBytes(file);

    assertThat(asNobody("trap '' XFSZ; ulimit -f 0;", "save", folder))
        .startsWith("CredentialsException")
        .contains("cannot be written", "Make room")
        .doesNotContain("planted");
    assertThat(file).hasBinaryContent(content);
    assertThat(asNobody("", "save", folder)).isEqualTo("saved");
  }
}
