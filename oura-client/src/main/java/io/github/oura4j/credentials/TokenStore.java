// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.credentials;

import io.github.oura4j.error.CredentialsException;
import io.github.oura4j.error.StoreUnavailableException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stores OAuth2 tokens by person, so that they outlive a process and can be shared by several
 * processes. Two stores are built in, {@link #inFolder} and {@link #inMemory}. {@code
 * PostgresTokenStore} of the module oura-jdbc is for many machines. Other stores, such as a vault,
 * implement this interface.
 *
 * <p>A refresh token works once, and Oura may revoke all access when one is used twice. A store
 * that loses a saved pair, or lets two processes refresh the same pair, therefore locks the person
 * out until the next visit to the consent page. The following rules prevent that. An implementation
 * must fulfill all of them; the class {@code TokenStoreContract} of the module oura-testkit tests
 * those that can be tested in one process.
 *
 * <h2>Keys</h2>
 *
 * <p>A person is identified by a key that the application chooses: 1 to 64 bytes of UTF-8, not
 * blank, without control characters and unpaired surrogates. Keys are compared exactly, including
 * case. Oura's user id, which webhook events contain as {@code user_id}, is a good choice. Methods
 * throw {@link IllegalArgumentException} for an invalid key; {@link PersonKey#check} does that.
 *
 * <h2>Atomicity and durability</h2>
 *
 * <ul>
 *   <li>A reader in any thread or process sees either the previous or the new record, never a mix
 *       or a part.
 *   <li>{@link #save(String, StoredTokens) save} returns only after the record would survive a
 *       crash of the process and of the machine: the data is synced to disk or the transaction is
 *       committed. Callers rely on this, because they use a refresh token immediately afterward.
 *       Only a store that does not promise any persistence, such as {@link #inMemory}, is exempt.
 *   <li>If {@code save} throws an exception, the previous record is still there.
 * </ul>
 *
 * <h2>Timestamps</h2>
 *
 * <p>Timestamps are exact to the millisecond; finer digits may be truncated or rounded, as some
 * databases do. A record that was returned by {@code find} and is saved again is found unchanged.
 *
 * <h2>Locking</h2>
 *
 * <ul>
 *   <li>{@link #withLock} is mutually exclusive for each person, across all threads and all
 *       processes that share the store, also when they opened it separately.
 *   <li>A thread that holds the lock may call {@code find}, {@code replace}, {@code save(String,
 *       StoredTokens)} and {@code remove}; they must not deadlock.
 *   <li>A save while the lock is held is visible to other readers immediately, not only when the
 *       lock is released. In a database, each save commits its own transaction, separate from one
 *       that holds the lock.
 *   <li>{@link #find} does not wait for the lock.
 *   <li>A lock can be lost while its holder works, for example when its connection to a database
 *       ends. The holder then must not overwrite what the next holder has saved: it saves with
 *       {@link #replace}, which compares and saves in one step. A store whose lock can be lost must
 *       override that method and {@link #canLoseLock}.
 *   <li>Waiting for the lock is limited. The limit must exceed the duration of a refresh, which is
 *       the OAuth client's call timeout (30 seconds by default) plus the time for two saves. In a
 *       store that can be unreachable, saving the pair is tried again for a minute, so that the
 *       limit must also exceed that minute and the time of its last attempt.
 * </ul>
 *
 * <h2>Crashes</h2>
 *
 * <p>A process can be killed at any point, including inside {@code save} and while it holds a lock.
 * Afterward:
 *
 * <ul>
 *   <li>the lock is free again without manual cleanup;
 *   <li>the record is the previous or the new one, complete. A store may complete an interrupted
 *       save whose data is intact; it must do so before the work of the next lock holder starts;
 *   <li>a record with {@link StoredTokens#refreshSentAt} is returned unchanged. It shows the next
 *       lock holder that the refresh token may have been used, and must never be dropped or
 *       repaired by the store.
 * </ul>
 *
 * <h2>Errors, secrecy and threads</h2>
 *
 * <ul>
 *   <li>A store that cannot be reached for the moment throws {@link StoreUnavailableException}. A
 *       call of the client tries again until its deadline; after Oura has issued a pair, saving it
 *       is tried again for a minute.
 *   <li>All other failures are {@link CredentialsException}s. They need a correction, and are
 *       reported at once.
 *   <li>The messages of both say what to do, and contain no token.
 *   <li>A record that exists but cannot be read is an error. It is never reported as missing, which
 *       would lead to its replacement.
 *   <li>{@code toString()} contains no token, and the stored data is accessible to its owner only.
 *   <li>All methods are thread-safe.
 * </ul>
 */
public interface TokenStore {

  /**
   * Returns a store that keeps one readable JSON file per person in a folder.
   *
   * <p>The processes of one machine can share the folder. Files are readable and writable by their
   * owner only; a file that others can access is rejected. The folder is created by the first save.
   *
   * @param folder the folder, on a file system with file locks and atomic moves
   * @return the store
   */
  static TokenStore inFolder(Path folder) {
    return new FileTokenStore(folder);
  }

  /**
   * Returns a store without persistence, for tests and for programs that keep their tokens
   * elsewhere. Its content is lost when the process ends.
   *
   * @return a new, empty store
   */
  static TokenStore inMemory() {
    return new MemoryTokenStore();
  }

  /**
   * Returns the stored record of a person.
   *
   * @param person the person's key
   * @return the record, or empty if none is stored
   * @throws CredentialsException if a record exists but cannot be used
   * @throws StoreUnavailableException if the store cannot be reached, as all methods do
   */
  Optional<StoredTokens> find(String person);

  /**
   * Saves a record for a person and replaces the previous one. It returns when the record is
   * durable.
   *
   * <p>Use {@link #save(String, OAuthTokens)} to save the result of a new authorization.
   *
   * @param person the person's key
   * @param tokens the record to store
   * @throws CredentialsException if it cannot be stored; the previous record is still there
   */
  void save(String person, StoredTokens tokens);

  /**
   * Saves a record for a person if the stored record is an expected one, and returns when it is
   * durable. A holder of the lock saves with this method, so that it overwrites nothing if the lock
   * was lost meanwhile: another holder may have saved the pair of a new authorization, or removed
   * the person.
   *
   * <p>The default implementation reads and saves in two steps, which is enough if a lock cannot be
   * lost. A store whose lock can be lost overrides it with one atomic step.
   *
   * @param person the person's key, whose lock the caller holds
   * @param expected the record that must be stored for the new one to replace it
   * @param tokens the record to store
   * @return false if another record or none is stored; it is unchanged then
   * @throws CredentialsException if the stored record cannot be read or the new one cannot be
   *     stored; the previous record is still there
   */
  default boolean replace(String person, StoredTokens expected, StoredTokens tokens) {
    boolean isExpected = find(person).filter(expected::equals).isPresent();
    if (isExpected) {
      save(person, tokens);
    }
    return isExpected;
  }

  /**
   * Returns whether a lock can be lost while its holder works, for example with its connection to a
   * database. If so, a holder may find the intent of a refresh whose pair another process is about
   * to save; the client then waits for that pair for two minutes before it counts as lost.
   *
   * <p>The default implementation returns false, which is right if a lock ends with the process of
   * its holder only.
   *
   * @return true if a lock can be lost
   */
  default boolean canLoseLock() {
    return false;
  }

  /**
   * Saves the token pair of a new authorization and replaces the previous record, including one
   * that requires a new authorization.
   *
   * <p>The default implementation reads the previous record under the person's lock first. If that
   * fails, for example because a newer version of the library wrote it, nothing is overwritten. Do
   * not call this method while holding the lock.
   *
   * @param person the person's key
   * @param tokens the new token pair
   * @throws CredentialsException if the previous record cannot be read or the new one cannot be
   *     stored; the previous record is still there
   */
  default void save(String person, OAuthTokens tokens) {
    withLock(
        person,
        () -> {
          Optional<StoredTokens> previous = find(person);
          save(person, StoredTokens.of(tokens));
          return previous;
        });
  }

  /**
   * Removes the record of a person. It does nothing if there is none.
   *
   * <p>The access itself stays valid at Oura; see {@link OAuthClient#revoke}.
   *
   * @param person the person's key
   * @throws CredentialsException if the record cannot be removed
   */
  void remove(String person);

  /**
   * Returns the keys of all people with a stored record.
   *
   * @return the keys in ascending order
   * @throws CredentialsException if the store cannot be read
   */
  Set<String> people();

  /**
   * Checks that records can be saved, without changing any. Call it before sending a person to the
   * consent page: tokens that cannot be saved afterward are lost.
   *
   * <p>The default implementation only reads the keys, which shows that the store can be reached. A
   * store {@linkplain #inFolder in a folder} creates the folder, and writes and deletes a file.
   *
   * @throws CredentialsException if records cannot be saved
   */
  default void checkWritable() {
    Set<String> unused = people();
  }

  /**
   * Runs work while holding the person's lock, so that no other thread or process runs work for the
   * same person.
   *
   * @param <T> the type of the result
   * @param person the person's key
   * @param work the work. It may call {@link #find}, {@link #replace}, {@link #save(String,
   *     StoredTokens)} and {@link #remove}, but no method that acquires the lock again
   * @return the result of the work; an exception from the work is propagated
   * @throws CredentialsException if the lock cannot be acquired in time
   * @throws io.github.oura4j.error.OuraInterruptedException if the thread is interrupted while it
   *     waits for the lock
   */
  <T> T withLock(String person, Supplier<T> work);
}
