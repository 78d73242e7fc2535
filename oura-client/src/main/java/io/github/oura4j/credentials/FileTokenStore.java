// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One file for each person in one folder, and beside it a lock file. A new state is written whole
 * to a temporary file, forced to the disk, and moved over the former.
 */
final class FileTokenStore implements TokenStore {
  private static final String TOKENS = ".json";
  private static final String LOCK = ".lock";
  private static final String TEMPORARY = ".new";
  private static final int LARGEST = 64 * 1024;

  private final Path folder;

  FileTokenStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public Optional<StoredTokens> find(String person) {
    return read(path(person, TOKENS), person);
  }

  @Override
  public void save(String person, StoredTokens tokens) {
    byte[] content = TokenFile.write(person, tokens);
    withLock(
        person,
        () -> {
          write(path(person, TEMPORARY), path(person, TOKENS), content);
          return content;
        });
  }

  @Override
  public void remove(String person) {
    withLock(
        person,
        () -> {
          Path file = path(person, TOKENS);
          try {
            Files.deleteIfExists(path(person, TEMPORARY));
            boolean wasThere = Files.deleteIfExists(file);
            forceFolder();
            return wasThere;
          } catch (IOException e) {
            throw new CredentialsException(file + " cannot be removed: " + reason(e) + ".");
          }
        });
  }

  @Override
  public Set<String> people() {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> people = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(TOKENS))
          .map(name -> name.substring(0, name.length() - TOKENS.length()))
          .map(FileName::decode)
          .forEach(person -> person.ifPresent(people::add));
      return people;
    } catch (NoSuchFileException none) {
      return Set.of();
    } catch (IOException e) {
      throw new CredentialsException(
          "The folder of tokens " + folder + " cannot be read: " + reason(e) + ".");
    }
  }

  @Override
  public <T> T withLock(String person, Supplier<T> work) {
    String lock = FileName.encode(PersonKey.check(person)) + LOCK;
    try {
      Files.createDirectories(folder, OwnerOnly.folder());
      OwnerOnly.checkFolder(folder);
      return new FileMutex(folder.toRealPath().resolve(lock))
          .hold(
              () -> {
                finishMove(person);
                return work.get();
              });
    } catch (IOException e) {
      throw new CredentialsException(
          "The folder of tokens "
              + folder
              + " cannot be used: "
              + reason(e)
              + ". Make it a folder that this program can write in. Nothing was changed, and"
              + " nothing was sent.");
    }
  }

  /**
   * Brings to its end what a process began that was killed in between: it had the next pair, whole,
   * and had not moved it over yet.
   */
  private void finishMove(String person) {
    Path temporary = path(person, TEMPORARY);
    if (!Files.exists(temporary)) {
      return;
    }
    boolean refreshWasSent = find(person).map(StoredTokens::refreshSentAt).isPresent();
    try {
      Optional<StoredTokens> next = read(temporary, person);
      if (refreshWasSent && next.isPresent() && next.get().refreshSentAt() == null) {
        moveOver(temporary, path(person, TOKENS));
      }
    } catch (CredentialsException cutOff) {
      // It was killed while it wrote: the next save begins anew.
    } catch (IOException e) {
      throw new CredentialsException(temporary + " cannot be moved: " + reason(e) + ".");
    }
  }

  private static Optional<StoredTokens> read(Path file, String person) {
    try {
      OwnerOnly.checkFile(file);
      if (Files.isDirectory(file)) {
        throw new CredentialsException("The token file " + file + " is a folder. Move it away.");
      }
      if (Files.size(file) > LARGEST) {
        throw new CredentialsException(
            "The token file " + file + " is too large to be one. Move it away.");
      }
      return Optional.of(
          TokenFile.read(Files.readAllBytes(file), person, "The token file " + file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CredentialsException(
          "The token file " + file + " cannot be read: " + reason(e) + ".");
    }
  }

  private void write(Path temporary, Path file, byte[] content) {
    try {
      Files.deleteIfExists(temporary);
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.file())) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
      }
      moveOver(temporary, file);
    } catch (IOException e) {
      throw new CredentialsException(
          "The token file "
              + file
              + " cannot be written: "
              + reason(e)
              + ". Make room, or the folder writable. What stood there still does.");
    }
  }

  private void moveOver(Path temporary, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
  }

  /** A move is on the disk when its folder is. */
  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException windowsOpensNoFolders) {
      // There, the file system's own journal has to do.
    }
  }

  private Path path(String person, String suffix) {
    return folder.resolve(FileName.encode(PersonKey.check(person)) + suffix);
  }

  /** What the operating system says; its messages hold paths and nothing of what stands in them. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "this user may not";
    }
    String said = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }

  /** Names the folder, and nobody in it. */
  @Override
  public String toString() {
    return "TokenStore[" + folder + "]";
  }
}
