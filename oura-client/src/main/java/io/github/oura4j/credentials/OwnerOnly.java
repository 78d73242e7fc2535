// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that nobody but their owner can use. Where there are no POSIX permissions
 * (Windows), the folder's own protection has to do.
 */
final class OwnerOnly {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private OwnerOnly() {}

  /** What a file is created with, so that it is closed to others from its first byte. */
  static FileAttribute<?>[] file() {
    return created("rw-------");
  }

  static FileAttribute<?>[] folder() {
    return created("rwx------");
  }

  static void checkFile(Path file) throws IOException {
    check(file, "The token file ", "600", OTHERS, "others can read");
  }

  static void checkFolder(Path folder) throws IOException {
    check(folder, "The folder of tokens ", "700", OTHERS_WRITE, "others can change");
  }

  private static void check(
      Path path, String kind, String mode, Set<PosixFilePermission> refused, String what)
      throws IOException {
    if (!POSIX) {
      return;
    }
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    String user = System.getProperty("user.name", "?");
    // A user without a name, as in some containers, is "?" to Java.
    if (!user.equals("?") && !user.equals(owner)) {
      throw new CredentialsException(
          kind
              + path
              + " belongs to the user "
              + owner
              + ", and this program runs as "
              + user
              + ". Run it as "
              + owner
              + ", or keep tokens of one's own elsewhere.");
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(refused);
    open.retainAll(attributes.permissions());
    if (!open.isEmpty()) {
      throw new CredentialsException(
          kind
              + path
              + " is open: "
              + what
              + " it ("
              + PosixFilePermissions.toString(attributes.permissions())
              + "). Close it with chmod "
              + mode
              + "; where strangers may have used it, let the person agree again.");
    }
  }

  private static FileAttribute<?>[] created(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
