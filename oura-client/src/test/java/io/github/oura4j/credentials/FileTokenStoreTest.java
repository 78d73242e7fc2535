// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oura4j.error.CredentialsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to files. The module oura-testkit runs the contract of all token stores. */
class FileTokenStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  @TempDir Path directory;

  private TokenStore open() {
    return TokenStore.inFolder(folder());
  }

  private static OAuthTokens pair(int number) {
    return new OAuthTokens(
        "planted-access-" + number,
        "planted-refresh-" + number,
        NOW,
        NOW.plusSeconds(number),
        new LinkedHashSet<>(List.of(Scope.HEARTRATE, Scope.DAILY)));
  }

  private Path folder() {
    return directory.resolve("created/on/demand");
  }

  private Path saveFirstPair() {
    open().save("one", StoredTokens.of(pair(1)));
    return folder().resolve("one.json");
  }

  private static void assertUnchanged(Path file, byte[] content) throws IOException {
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void save_writesReadableJson() throws IOException {
    assertThat(Files.readString(saveFirstPair()))
        .isEqualTo(
            """
            {
              "version": 1,
              "person": "one",
              "access_token": "planted-access-1",
              "refresh_token": "planted-refresh-1",
              "obtained_at": "2026-03-01T10:00:00.123456Z",
              "expires_at": "2026-03-01T10:00:01.123456Z",
              "granted_scopes": ["heartrate","daily"]
            }
            """);
  }

  @Test
  void save_givesAccessToTheOwnerOnly() throws IOException {
    saveFirstPair();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(2);
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  static Stream<Arguments> corruptedContents() {
    String intact =
        "{\"version\": 1, \"person\": \"one\", \"access_token\": \"planted-a\","
            + " \"refresh_token\": \"planted-r\", \"obtained_at\": \"2026-03-01T10:00:00Z\","
            + " \"granted_scopes\": []}";
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of(intact.substring(0, intact.length() - 1), "truncated"),
        Arguments.of(intact.substring(0, 60), "truncated"),
        Arguments.of("<html>planted</html>", "not a JSON object"),
        Arguments.of("[1]", "not a JSON object"),
        Arguments.of("null", "not a JSON object"),
        Arguments.of(intact.replace("1,", "2,"), "newer version"),
        Arguments.of(intact.replace("1,", "\"1\","), "no format version"),
        Arguments.of("{}", "no format version"),
        Arguments.of(intact.replace("\"one\"", "\"two\""), "another person"),
        Arguments.of(intact.replace("\"planted-a\"", "null"), "missing or malformed"),
        Arguments.of(intact.replace("planted-a", "planted a"), "missing or malformed"),
        Arguments.of(intact.replace("\"planted-r\"", "7"), "missing or malformed"),
        Arguments.of(intact.replace("\"planted-r\"", "null"), "missing or malformed"),
        Arguments.of(intact.replace("2026-03-01T10", "planted"), "missing or malformed"),
        Arguments.of(intact.replace("[]", "\"daily\""), "missing or malformed"),
        Arguments.of(intact.replace("[]", "[\"\"]"), "missing or malformed"),
        Arguments.of(" ".repeat(70_000) + intact, "too large"));
  }

  @ParameterizedTest
  @MethodSource("corruptedContents")
  void find_whenTheFileIsCorrupted_saysWhatToDoAndSaveDoesNotOverwriteIt(
      String content, String reason) throws IOException {
    Path file = saveFirstPair();
    Files.writeString(file, content);

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(reason, file.toString())
        .hasMessageNotContaining("planted")
        .hasNoCause();
    assertThatThrownBy(() -> open().save("one", pair(2))).isInstanceOf(CredentialsException.class);
    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void find_whenTheFileIsAFolder_throwsCredentialsException() throws IOException {
    Path file = saveFirstPair();
    Files.delete(file);
    Files.createDirectory(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw--w----", "rw----r--"})
  void find_whenOthersCanAccessTheFile_throwsCredentialsException(String permissions)
      throws IOException {
    Path file = saveFirstPair();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    byte[] content = Files.readAllBytes(file);

    assertThatThrownBy(() -> open().find("one"))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(permissions, "chmod 600");
    assertUnchanged(file, content);
  }

  @Test
  void save_whenOthersCanChangeTheFolder_throwsCredentialsException() throws IOException {
    Path file = saveFirstPair();
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> open().save("one", StoredTokens.of(pair(2))))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("chmod 700");
    assertUnchanged(file, content);
  }

  @Test
  void save_whenTheFolderIsAFile_throwsCredentialsException() throws IOException {
    Files.createDirectories(folder().getParent());
    Files.writeString(folder(), "");

    assertThatThrownBy(() -> open().save("one", StoredTokens.of(pair(2))))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll(folder() + " is a file", "Make it a folder");
    assertThatThrownBy(() -> open().people())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining(folder() + " is a file");
  }

  @Test
  void withLock_afterAKillBeforeTheMove_completesTheSaveOfTheNextPair() throws IOException {
    Path file = saveFirstPair();
    open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));
    Path temporary = writeTemporary(StoredTokensCodec.encode("one", StoredTokens.of(pair(2))));

    open().withLock("one", () -> assertThat(open().find("one")).contains(StoredTokens.of(pair(2))));

    assertThat(temporary).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void withLock_afterAKillDuringTheWrite_keepsThePreviousRecord() throws IOException {
    saveFirstPair();
    StoredTokens intent = StoredTokens.of(pair(1)).withRefreshSentAt(NOW);
    open().save("one", intent);
    byte[] next = StoredTokensCodec.encode("one", StoredTokens.of(pair(2)));
    writeTemporary(Arrays.copyOf(next, next.length / 2));

    open().withLock("one", () -> assertThat(open().find("one")).contains(intent));
  }

  @Test
  void withLock_afterAKillBeforeTheIntentWasSaved_keepsThePreviousRecord() throws IOException {
    saveFirstPair();
    writeTemporary(
        StoredTokensCodec.encode("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW)));

    open().withLock("one", () -> assertThat(open().find("one")).contains(StoredTokens.of(pair(1))));
  }

  @Test
  void save_afterTheIntentToRefresh_usesTheSpaceThatWasReserved() throws IOException {
    Path file = saveFirstPair();
    for (StoredTokens next :
        List.of(StoredTokens.of(pair(2)), StoredTokens.of(pair(1)), StoredTokens.of(large()))) {
      open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));
      Path reserve = folder().resolve("one.reserve");
      assertThat(Files.size(reserve)).isEqualTo(FileTokenStore.MAX_FILE_BYTES);
      Object space = Files.readAttributes(reserve, BasicFileAttributes.class).fileKey();

      open().save("one", next);

      assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(space);
      assertThat(Files.readAllBytes(file)).isEqualTo(StoredTokensCodec.encode("one", next));
      assertThat(reserve).doesNotExist();
    }
  }

  private static OAuthTokens large() {
    return new OAuthTokens("a".repeat(60_000), "r", NOW, null, Set.of());
  }

  @Test
  void withLock_afterAKillBeforeTheReservedSpaceWasCutOff_completesTheSave() throws IOException {
    for (OAuthTokens tokens : List.of(pair(1), large())) {
      open().save("one", StoredTokens.of(tokens).withRefreshSentAt(NOW));
      StoredTokens next = StoredTokens.of(tokens.withScopes(Set.of(Scope.SESSION)));
      byte[] record = StoredTokensCodec.encode("one", next);
      byte[] space = Files.readAllBytes(folder().resolve("one.reserve"));
      System.arraycopy(record, 0, space, 0, record.length);
      writeTemporary(space);

      open().withLock("one", () -> assertThat(open().find("one")).contains(next));
    }
  }

  @Test
  void remove_afterTheIntentToRefresh_leavesOnlyTheLock() throws IOException {
    saveFirstPair();
    open().save("one", StoredTokens.of(pair(1)).withRefreshSentAt(NOW));

    open().remove("one");

    assertThat(folder()).isDirectoryNotContaining("glob:**one.{json,new,reserve}");
  }

  private Path writeTemporary(byte[] content) throws IOException {
    Path temporary = folder().resolve("one.new");
    Files.write(temporary, content);
    return Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void save_whenTheTokensAreTooLarge_keepsThePreviousRecord() throws IOException {
    Path file = saveFirstPair();
    byte[] content = Files.readAllBytes(file);
    OAuthTokens large = new OAuthTokens("planted".repeat(9_400), "r", NOW, null, Set.of());

    assertThatThrownBy(() -> open().save("one", StoredTokens.of(large)))
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("too large", file.toString(), "unchanged")
        .hasMessageNotContaining("planted");
    assertUnchanged(file, content);
    assertThat(open().find("one")).contains(StoredTokens.of(pair(1)));
  }

  @Test
  void save_withoutARefreshToken_isFoundWithoutOne() throws IOException {
    StoredTokens tokens = StoredTokens.of(new OAuthTokens("a", null, NOW, null, Set.of()));
    open().save("one", tokens);

    assertThat(open().find("one")).contains(tokens);
    assertThat(Files.readString(folder().resolve("one.json"))).doesNotContain("refresh_token");
  }

  @Test
  void find_whenScopesWereSavedWithThePrefix_returnsThemWithoutIt() throws IOException {
    Path file = saveFirstPair();
    Files.writeString(
        file, Files.readString(file).replace("\"heartrate\"", "\"extapi:heartrate\""));

    assertThat(open().find("one")).contains(StoredTokens.of(pair(1)));
  }

  @Test
  void checkWritable_inANewFolder_createsItAndLeavesNoFile() throws IOException {
    open().checkWritable();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    assertThat(folder()).isEmptyDirectory();
  }

  @Test
  void checkWritable_whenNothingCouldBeSaved_saysWhy() throws IOException {
    Files.createDirectories(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> open().checkWritable())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContaining("chmod 700");

    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> TokenStore.inFolder(file).checkWritable())
        .isInstanceOf(CredentialsException.class)
        .hasMessageContainingAll("Make it a folder", file.toString());
  }

  @Test
  void people_whenTheFolderHasOtherFiles_ignoresThem() throws IOException {
    saveFirstPair();
    for (String name : List.of("README.txt", "Capital.json", "%zz.json", "%.json", "two.new")) {
      Files.writeString(folder().resolve(name), "");
    }

    assertThat(open().people()).containsExactly("one");
  }
}
