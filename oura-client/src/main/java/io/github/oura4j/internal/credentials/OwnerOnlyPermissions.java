// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.credentials;

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
 * Creates and checks file permissions that give access to the owner only.
 *
 * <p>On file systems without POSIX permissions (Windows), nothing is set or checked; there, the
 * access control list of the folder has to protect the files.
 */
public final class OwnerOnlyPermissions {
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

  private OwnerOnlyPermissions() {}

  /** Returns attributes for creating a file, so that others never have access to it. */
  public static FileAttribute<?>[] forFile() {
    return attributes("rw-------");
  }

  /** Returns attributes for creating a folder, so that others never have access to it. */
  public static FileAttribute<?>[] forFolder() {
    return attributes("rwx------");
  }

  /** Checks that others cannot read a token file. */
  public static void checkFile(Path file) throws IOException {
    check(file, "The token file ", "600", OTHERS, "others can read");
  }

  /** Checks that others cannot change the token folder. */
  public static void checkFolder(Path folder) throws IOException {
    check(folder, "The token folder ", "700", OTHERS_WRITE, "others can change");
  }

  private static void check(
      Path path, String kind, String mode, Set<PosixFilePermission> forbidden, String access)
      throws IOException {
    if (!POSIX) {
      return;
    }
    PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
    String owner = attributes.owner().getName();
    String user = System.getProperty("user.name", "?");
    // Java returns "?" for a user without a name, as in some containers.
    if (!user.equals("?") && !user.equals(owner)) {
      throw new CredentialsException(
          kind
              + path
              + " belongs to the user "
              + owner
              + ", but this program runs as "
              + user
              + ". Run it as "
              + owner
              + ", or use another folder.");
    }
    Set<PosixFilePermission> found = EnumSet.copyOf(forbidden);
    found.retainAll(attributes.permissions());
    if (!found.isEmpty()) {
      throw new CredentialsException(
          kind
              + path
              + " is not protected: "
              + access
              + " it ("
              + PosixFilePermissions.toString(attributes.permissions())
              + "). Run chmod "
              + mode
              + " on it; if strangers may have accessed it, let the person authorize again.");
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
