// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.internal.credentials.FileMutex;
import io.github.oura4j.internal.credentials.FileNameEncoding;
import io.github.oura4j.internal.credentials.OwnerOnlyPermissions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A token store with one JSON file and one lock file per person in a folder.
 *
 * <p>A save writes the complete record to a temporary file, syncs it to disk, atomically moves it
 * over the previous file, and syncs the folder. If the process is killed in between, the previous
 * file is intact.
 *
 * <p>Saving the intent to refresh also reserves the space of the largest possible record, so that
 * the next pair, or the removal of the intent, can be saved even if the disk has become full.
 */
final class FileTokenStore implements TokenStore {
  private static final String TOKENS = ".json";
  private static final String LOCK = ".lock";
  private static final String TEMPORARY = ".new";
  private static final String RESERVE = ".reserve";
  private static final int PROBE_BYTES = 4096;

  /** The maximum size of a file, which is far larger than any token pair. */
  static final int MAX_FILE_BYTES = 64 * 1024;

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
    byte[] content = StoredTokensCodec.encode(person, tokens);
    if (content.length > MAX_FILE_BYTES) {
      throw new CredentialsException(
          "The tokens have "
              + content.length
              + " bytes, which is too large for the token file "
              + path(person, TOKENS)
              + " (the limit is "
              + MAX_FILE_BYTES
              + "). The previous tokens are unchanged. Check where the tokens come from.");
    }
    withLock(
        person,
        () -> {
          write(person, tokens, content);
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
            Files.deleteIfExists(path(person, RESERVE));
            boolean existed = Files.deleteIfExists(file);
            syncFolder();
            return existed;
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
          .map(FileNameEncoding::decode)
          .forEach(person -> person.ifPresent(people::add));
      return people;
    } catch (NoSuchFileException noFile) {
      return Set.of();
    } catch (IOException e) {
      throw new CredentialsException(
          "The token folder " + folder + " cannot be read: " + reason(e) + ".");
    }
  }

  @Override
  public <T> T withLock(String person, Supplier<T> work) {
    String lock = FileNameEncoding.encode(PersonKey.check(person)) + LOCK;
    try {
      createFolder();
      return new FileMutex(folder.toRealPath().resolve(lock))
          .hold(
              () -> {
                completeInterruptedSave(person);
                return work.get();
              });
    } catch (IOException e) {
      throw unusableFolder(e);
    }
  }

  /** Writes, syncs and deletes a file, which also shows whether there is space on the disk. */
  @Override
  public void checkWritable() {
    try {
      createFolder();
      Path probe = Files.createTempFile(folder, "probe", ".tmp", OwnerOnlyPermissions.forFile());
      try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
        writeAll(channel, new byte[PROBE_BYTES]);
        channel.force(true);
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw unusableFolder(e);
    }
  }

  private void createFolder() throws IOException {
    Files.createDirectories(folder, OwnerOnlyPermissions.forFolder());
    OwnerOnlyPermissions.checkFolder(folder);
  }

  private CredentialsException unusableFolder(IOException e) {
    return new CredentialsException(
        "The token folder "
            + folder
            + " cannot be used: "
            + reason(e)
            + ". Make it a folder that this program can write to. No stored tokens were changed.");
  }

  /**
   * Completes the save of a process that was killed after it had written the temporary file but
   * before it had moved it. Without this, the next pair, which can be obtained only once, would be
   * lost.
   *
   * <p>The temporary file is used only if it is complete and holds a new pair while the stored
   * record contains the intent to refresh. Otherwise it is ignored; the next save deletes it.
   */
  private void completeInterruptedSave(String person) {
    Path temporary = path(person, TEMPORARY);
    if (!Files.exists(temporary)) {
      return;
    }
    boolean refreshWasSent = find(person).map(StoredTokens::refreshSentAt).isPresent();
    try {
      Optional<StoredTokens> next = read(temporary, person);
      if (refreshWasSent && next.isPresent() && next.get().refreshSentAt() == null) {
        moveIntoPlace(temporary, path(person, TOKENS));
      }
    } catch (CredentialsException incomplete) {
      // The process was killed while writing, so the temporary file is of no use.
    } catch (IOException e) {
      throw new CredentialsException(temporary + " cannot be moved: " + reason(e) + ".");
    }
  }

  private static Optional<StoredTokens> read(Path file, String person) {
    try {
      OwnerOnlyPermissions.checkFile(file);
      if (Files.isDirectory(file)) {
        throw new CredentialsException("The token file " + file + " is a folder. Move it away.");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new CredentialsException(
            "The token file " + file + " is too large to be a token file. Move it away.");
      }
      return Optional.of(
          StoredTokensCodec.decode(Files.readAllBytes(file), person, "The token file " + file));
    } catch (NoSuchFileException noFile) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CredentialsException(
          "The token file " + file + " cannot be read: " + reason(e) + ".");
    }
  }

  private void write(String person, StoredTokens tokens, byte[] content) {
    Path temporary = path(person, TEMPORARY);
    Path reserve = path(person, RESERVE);
    Path file = path(person, TOKENS);
    try {
      Files.deleteIfExists(temporary);
      if (tokens.refreshSentAt() != null) {
        create(reserve, blanks(MAX_FILE_BYTES));
        create(temporary, content);
      } else if (Files.exists(reserve)) {
        Files.move(reserve, temporary, StandardCopyOption.ATOMIC_MOVE);
        overwrite(temporary, content);
      } else {
        create(temporary, content);
      }
      moveIntoPlace(temporary, file);
    } catch (IOException e) {
      throw new CredentialsException(
          "The token file "
              + file
              + " cannot be written: "
              + reason(e)
              + ". Free disk space, or make the folder writable. The previous tokens are"
              + " unchanged.");
    }
  }

  /** Returns blanks, which may follow a record: a process can be killed before it cuts them off. */
  private static byte[] blanks(int length) {
    byte[] blanks = new byte[length];
    Arrays.fill(blanks, (byte) ' ');
    return blanks;
  }

  private static void create(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnlyPermissions.forFile())) {
      writeAll(channel, content);
    }
  }

  /** Replaces the content of a file in the space that it already occupies. */
  private static void overwrite(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      writeAll(channel, content);
      channel.truncate(content.length);
    }
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer remaining = ByteBuffer.wrap(content);
    while (remaining.hasRemaining()) {
      channel.write(remaining);
    }
  }

  private void moveIntoPlace(Path temporary, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder();
  }

  /** Makes a move or deletion durable: it is an entry of the folder. */
  private void syncFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException foldersCannotBeOpened) {
      // On Windows. There, the file system's journal has to suffice.
    }
  }

  private Path path(String person, String suffix) {
    return folder.resolve(FileNameEncoding.encode(PersonKey.check(person)) + suffix);
  }

  /** Returns the operating system's reason, which may contain paths but no file content. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return ((FileSystemException) e).getFile() + " is a file";
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /**
   * Two stores of the same folder are equal, so that a client refreshes their entries only once.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileTokenStore store && folder.equals(store.folder);
  }

  @Override
  public int hashCode() {
    return folder.hashCode();
  }

  /** Returns the folder but no keys and tokens. */
  @Override
  public String toString() {
    return "TokenStore[" + folder + "]";
  }
}
