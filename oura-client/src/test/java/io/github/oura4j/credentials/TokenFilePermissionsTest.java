// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the file store with insufficient permissions and a full disk. Permissions do not apply to
 * root, so for root the store runs in a separate process as the user {@code nobody}, and the tests
 * are skipped if there is no {@code setpriv} to switch to that user. Otherwise the process has the
 * user who runs the tests.
 */
class TokenFilePermissionsTest {
  private static final int NOBODY = 65_534;
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private Path directory;
  private Path folder;
  private Path file;

  @BeforeEach
  void createATokenFileOwnedByTheUser() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(IS_ROOT ? "/usr/bin/setpriv" : "/bin/bash")),
        "skipped: there is no setpriv to become an unprivileged user, or no bash");
    // Not a @TempDir of JUnit, whose parent is inaccessible to other users.
    directory = Files.createTempDirectory("oura4j");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    folder = Files.createDirectory(directory.resolve("tokens"));
    if (IS_ROOT) {
      changeOwner(folder);
    }
    copyClasses();
    assertThat(asUser("", "save", folder)).isEqualTo("saved");
    file = folder.resolve("one.json");
  }

  @AfterEach
  void removeAll() throws Exception {
    if (directory != null) {
      if (Files.exists(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  private static void changeOwner(Path path) throws Exception {
    Files.setAttribute(path, "unix:uid", NOBODY);
    Files.setAttribute(path, "unix:gid", NOBODY);
  }

  /** Copies the class path: the unprivileged user cannot read the folders of the build. */
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
      } else if (entry
          .toString()
          .matches(".*(jackson|itu|jspecify|oura|feign|resilience4j|slf4j).*\\.jar")) {
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

  /**
   * Runs {@link OtherUserProcess} without the permissions of root and returns its output.
   *
   * @param setup a shell command to run first, such as {@code ulimit}
   */
  private String asUser(String setup, String action, Path store) throws Exception {
    Path classes = directory.resolve("classes");
    try (Stream<Path> entries = Files.list(classes)) {
      String classPath = String.join(":", entries.map(Path::toString).toList());
      List<String> command = new ArrayList<>();
      if (IS_ROOT) {
        command.addAll(
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
      }
      command.addAll(
          List.of(
              "bash",
              "-c",
              setup
                  + " exec "
                  + Path.of(System.getProperty("java.home"), "bin", "java")
                  + " -XX:-UsePerfData -XX:TieredStopAtLevel=1 -cp '"
                  + classPath
                  + "' "
                  + OtherUserProcess.class.getName()
                  + " "
                  + action
                  + " '"
                  + store
                  + "'"));
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
  void find_whenTheFileBelongsToAnotherUser_namesTheOwner() throws Exception {
    assumeTrue(IS_ROOT, "skipped: only root can give a file to another user");
    Files.setAttribute(file, "unix:uid", 0);
    byte[] content = Files.readAllBytes(file);

    assertThat(asUser("", "find", folder))
        .startsWith("CredentialsException")
        .contains("belongs to the user root", "runs as nobody")
        .doesNotContain("planted");
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void find_whenTheFileIsUnreadable_reportsPermissionDenied() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));

    assertThat(asUser("", "find", folder))
        .startsWith("CredentialsException")
        .contains("cannot be read: permission denied");
  }

  @Test
  void save_whenTheFolderIsReadOnly_keepsThePreviousRecordReadable() throws Exception {
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));

    assertThat(asUser("", "save", folder))
        .startsWith("CredentialsException")
        .contains("cannot be written: permission denied", "previous tokens are unchanged");
    assertThat(file).hasBinaryContent(content);
    assertThat(asUser("", "find", folder)).startsWith("found");
  }

  @Test
  void calls_whenTheFolderIsReadOnly_succeedWhileTheTokenIsValidAndNotifyTheListener()
      throws Exception {
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));

    assertThat(asUser("", "call", folder).lines())
        .hasSize(4)
        .startsWith("called", "called", "called")
        .last(as(STRING))
        .startsWith("CredentialsException")
        .contains("cannot be", "permission denied")
        .doesNotContain("planted");
    assertThat(file).hasBinaryContent(content);
  }

  @Test
  void save_whenTheFolderCannotBeCreated_reportsPermissionDenied() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));

    assertThat(asUser("", "save", folder.resolve("deeper")))
        .startsWith("CredentialsException")
        .contains("cannot be used: permission denied", "No stored tokens were changed");
  }

  @Test
  void save_whenTheDiskIsFull_keepsThePreviousRecord() throws Exception {
    byte[] content = Files.readAllBytes(file);

    assertThat(asUser("trap '' XFSZ; ulimit -f 0;", "save", folder))
        .startsWith("CredentialsException")
        .contains("cannot be written", "Free disk space")
        .doesNotContain("planted");
    assertThat(file).hasBinaryContent(content);
    assertThat(asUser("", "save", folder)).isEqualTo("saved");
  }
}
