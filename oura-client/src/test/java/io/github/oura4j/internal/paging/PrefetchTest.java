// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.oura4j.error.OuraInterruptedException;
import io.github.oura4j.error.OuraPagingException;
import io.github.oura4j.model.Page;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are fetched before they are read. */
@Timeout(60)
class PrefetchTest {
  private final PendingTasks tasks = new PendingTasks();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** The names of the pages that were fetched, in the order in which that happened. */
  private final List<String> fetched = new CopyOnWriteArrayList<>();

  /** What happens when a page is fetched: returns its name, or throws. */
  private volatile UnaryOperator<String> server = name -> name;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Tasks that run when a test says so, in any order. */
  private static final class PendingTasks {
    private final List<Runnable> tasks = new ArrayList<>();

    void add(Runnable task) {
      tasks.add(task);
    }

    /** Returns how many tasks have not run, and not been run by the reading thread. */
    int count() {
      tasks.removeIf(task -> ((Future<?>) task).isDone());
      return tasks.size();
    }

    void runAll() {
      while (!tasks.isEmpty()) {
        tasks.remove(0).run();
      }
    }

    void runSome(Random random) {
      for (int n = random.nextInt(tasks.size() + 1); n > 0; n--) {
        Collections.shuffle(tasks, random);
        tasks.remove(0).run();
      }
    }
  }

  /** Windows with the given numbers of pages, whose names are 0.0, 0.1, 1.0 and so on. */
  private List<Supplier<PageSource<Page<String>>>> windows(int... pages) {
    return IntStream.range(0, pages.length)
        .<Supplier<PageSource<Page<String>>>>mapToObj(
            window ->
                () -> PageSource.whole(PageChain.of(token -> fetch(window, pages[window], token))))
        .toList();
  }

  private Page<String> fetch(int window, int pages, @Nullable String token) {
    int page = token == null ? 0 : Integer.parseInt(token);
    String name = server.apply(window + "." + page);
    fetched.add(name);
    return Page.of(List.of(name), page + 1 < pages ? String.valueOf(page + 1) : null);
  }

  private PageIterator<Page<String>> iterator(int maxRequests, int maxPages, int... pages) {
    return new PageIterator<>(windows(pages), new Prefetch(maxRequests, maxPages, tasks::add));
  }

  private PageIterator<Page<String>> iteratorWithThreads(int maxRequests, int... pages) {
    return new PageIterator<>(windows(pages), new Prefetch(maxRequests, 100, threads));
  }

  private static int[] windowsOf(int pages, int windows) {
    return IntStream.generate(() -> pages).limit(windows).toArray();
  }

  private static String read(Iterator<Page<String>> pages) {
    return pages.next().data().get(0);
  }

  private static List<String> readAll(Iterator<Page<String>> pages) {
    List<String> names = new ArrayList<>();
    pages.forEachRemaining(page -> names.addAll(page.data()));
    return names;
  }

  @Test
  void next_withoutPrefetch_fetchesEachPageWhenItIsNeeded() {
    Iterator<Page<String>> pages = new PageIterator<>(windows(2, 1), Prefetch.NONE);

    assertThat(pages.hasNext()).isTrue();
    assertThat(fetched).isEmpty();
    assertThat(read(pages)).isEqualTo("0.0");
    assertThat(fetched).containsExactly("0.0");
    assertThat(readAll(pages)).containsExactly("0.1", "1.0");
  }

  @Test
  void next_onePageAhead_fetchesThePageAfterTheOneThatIsRead() {
    Iterator<Page<String>> pages = iterator(1, 1, 2, 1, 1);

    assertThat(pages.hasNext()).isTrue();
    assertThat(tasks.count()).isZero();
    for (String name : List.of("0.0", "0.1", "1.0", "2.0")) {
      assertThat(read(pages)).isEqualTo(name);
      assertThat(tasks.count()).isEqualTo(name.equals("2.0") ? 0 : 1);
      tasks.runAll();
      assertThat(fetched).hasSize(name.equals("0.0") ? 2 : name.equals("0.1") ? 3 : 4);
    }
    assertThat(pages.hasNext()).isFalse();
  }

  @Test
  void next_whateverRequestEndsFirst_returnsThePagesInOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int[] windows = random.ints(random.nextInt(12), 1, 6).toArray();
      List<String> expected = readAll(new PageIterator<>(windows(windows), Prefetch.NONE));
      Iterator<Page<String>> pages = iterator(1 + random.nextInt(5), random.nextInt(20), windows);
      List<String> names = new ArrayList<>();
      fetched.clear();

      while (pages.hasNext()) {
        names.add(read(pages));
        tasks.runSome(random);
      }

      assertThat(names).as("seed %d", seed).isEqualTo(expected);
      assertThat(fetched).hasSameSizeAs(expected);
    }
  }

  @Test
  void next_withThreads_returnsThePagesInOrder() {
    int[] windows = new Random(1).ints(500, 1, 9).toArray();
    List<String> expected = readAll(new PageIterator<>(windows(windows), Prefetch.NONE));

    assertThat(readAll(iteratorWithThreads(8, windows))).isEqualTo(expected);
  }

  @Test
  void next_inParallel_startsAsManyRequestsAsAllowed() {
    Iterator<Page<String>> pages = iterator(3, 12, windowsOf(2, 9));
    int most = 0;

    while (pages.hasNext()) {
      pages.next();
      most = Math.max(most, tasks.count());
      assertThat(tasks.count()).isLessThanOrEqualTo(3);
    }

    assertThat(most).isEqualTo(3);
  }

  @Test
  void next_whenRequestsAreFasterThanTheReader_holdsAsManyPagesAsAllowed() {
    Iterator<Page<String>> pages = iterator(3, 12, windowsOf(7, 9));
    int most = 0;

    for (int pagesRead = 1; pages.hasNext(); pagesRead++) {
      pages.next();
      tasks.runAll();
      int held = fetched.size() - pagesRead;
      most = Math.max(most, held);
      assertThat(held).isLessThanOrEqualTo(12);
    }

    assertThat(most).isEqualTo(12);
  }

  @Test
  void next_whenThereIsRoomForOnePage_requestsTheOneThatIsNeededFirst() {
    Iterator<Page<String>> pages = iterator(2, 2, windowsOf(3, 4));
    pages.next();
    tasks.runAll();
    pages.next();
    tasks.runAll();

    assertThat(fetched).containsExactly("0.0", "1.0", "0.1", "0.2");
  }

  @Test
  void next_whenOnlyTheFirstPageIsRead_sendsFewRequestsAndLeavesNoTask() {
    Iterator<Page<String>> pages = iterator(4, 64, windowsOf(7, 30));
    pages.next();

    tasks.runAll();

    assertThat(fetched).hasSize(2 * 4 + 1);
    assertThat(tasks.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 60})
  void next_whenReadingStopsAfterManyPages_sendsAtMostAsManyFurtherRequestsAsMayRunAtOnce(
      int read) {
    Iterator<Page<String>> pages = iterator(4, 64, windowsOf(13, 50));
    for (int i = 0; i < read; i++) {
      pages.next();
    }
    int sent = fetched.size() + tasks.count();

    tasks.runAll();

    assertThat(fetched.size() - sent).isBetween(1, 4);
  }

  @Test
  void next_whileItWaitsForASlowPage_fetchesAheadUntilThereIsNoMoreRoom() {
    server =
        name -> {
          if (name.equals("3.0")) {
            tasks.runAll();
          }
          return name;
        };
    Iterator<Page<String>> pages = iterator(2, 8, windowsOf(1, 30));
    for (int i = 0; i < 4; i++) {
      pages.next();
    }

    assertThat(fetched).hasSize(3 + 8);
  }

  @Test
  void next_afterAFailure_countsCanceledRequestsUntilTheyEnd() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    server =
        name -> {
          if (name.equals("0.0")) {
            await(running);
            throw new IllegalStateException("no 0.0");
          }
          running.countDown();
          awaitUninterruptibly(end);
          return name;
        };
    List<Future<?>> started = new ArrayList<>();
    Prefetch prefetch = new Prefetch(3, 9, task -> started.add(threads.submit(task)));
    Iterator<Page<String>> pages = new PageIterator<>(windows(windowsOf(2, 9)), prefetch);
    assertThatThrownBy(pages::next).hasMessage("no 0.0");
    server = blockedUnless("0.0", end);

    pages.next();

    assertThat(started).as("two canceled requests, and one more").hasSize(3);
    List<Future<?>> firstThree = List.copyOf(started);
    CountDownLatch endOfOthers = new CountDownLatch(1);
    server = blockedUnless("0.1", endOfOthers);
    end.countDown();
    for (Future<?> task : firstThree) {
      task.get();
    }
    pages.next();
    assertThat(started).as("three more").hasSize(6);
    endOfOthers.countDown();
    assertThat(readAll(pages)).hasSize(16);
  }

  private static UnaryOperator<String> blockedUnless(String page, CountDownLatch end) {
    return name -> {
      if (!name.equals(page)) {
        awaitUninterruptibly(end);
      }
      return name;
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void next_whenTheIteratorIsAbandoned_keepsNoReferenceToIt() throws Exception {
    Iterator<Page<String>> pages = iteratorWithThreads(4, windowsOf(7, 30));
    pages.next();
    WeakReference<Object> reference = new WeakReference<>(pages);
    pages = null;

    while (reference.get() != null) {
      System.gc();
    }

    assertThat(fetched).hasSizeLessThanOrEqualTo(2 * 4 + 1);
  }

  @Test
  void next_whenTheExecutorLeavesOutItsTasks_fetchesThePagesItself() {
    Iterator<Page<String>> pages =
        new PageIterator<>(windows(2, 3, 1), new Prefetch(3, 9, task -> {}));

    assertThat(readAll(pages)).containsExactly("0.0", "0.1", "1.0", "1.1", "1.2", "2.0");
  }

  @Test
  void next_whenALaterWindowFails_returnsAllPagesBeforeIt() {
    server = failing("2.1");
    Iterator<Page<String>> pages = iterator(4, 16, windowsOf(2, 6));
    List<String> names = new ArrayList<>();

    Throwable failure =
        catchThrowable(
            () -> {
              while (pages.hasNext()) {
                names.add(read(pages));
                tasks.runAll();
              }
            });

    assertThat(failure).hasMessage("no 2.1");
    assertThat(names).containsExactly("0.0", "0.1", "1.0", "1.1", "2.0");
  }

  @Test
  void next_afterAFailure_fetchesTheSamePageAgainAndGoesOn() {
    server = failing("1.1");
    Iterator<Page<String>> pages = iterator(3, 9, windowsOf(2, 5));
    for (int i = 0; i < 3; i++) {
      pages.next();
      tasks.runAll();
    }
    assertThatThrownBy(pages::next).hasMessage("no 1.1");
    server = name -> name;

    assertThat(readAll(pages)).containsExactly("1.1", "2.0", "2.1", "3.0", "3.1", "4.0", "4.1");
  }

  @Test
  void next_whenAWindowHasFailed_requestsNoLaterOnes() {
    server = failing("1.0");
    Iterator<Page<String>> pages = iterator(2, 8, windowsOf(2, 9));
    pages.next();
    tasks.runAll();

    assertThat(fetched).containsExactly("0.0", "0.1");
  }

  @Test
  void next_whenAPageFails_cancelsTheRequestsForLaterOnes() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch canceled = new CountDownLatch(2);
    server =
        name -> {
          if (name.equals("0.0")) {
            await(running);
            throw new IllegalStateException("no 0.0");
          }
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            canceled.countDown();
          }
          return name;
        };
    Iterator<Page<String>> pages = iteratorWithThreads(3, windowsOf(2, 9));

    assertThatThrownBy(pages::next).hasMessage("no 0.0");

    canceled.await();
    server = name -> name;
    assertThat(readAll(pages)).hasSize(18).startsWith("0.0", "0.1", "1.0").endsWith("8.1");
  }

  @Test
  void next_whenInterruptedWhileAnotherThreadFetches_cancelsAndCanBeCalledAgain() throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch firstPageRead = new CountDownLatch(1);
    CountDownLatch canceled = new CountDownLatch(1);
    Thread reader = Thread.currentThread();
    server =
        name -> {
          if (name.equals("0.1")) {
            fetching.countDown();
            await(firstPageRead);
            reader.interrupt();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              canceled.countDown();
            }
          }
          return name;
        };
    Iterator<Page<String>> pages = iteratorWithThreads(1, 3);
    assertThat(read(pages)).isEqualTo("0.0");
    fetching.await();
    firstPageRead.countDown();

    Throwable failure = catchThrowable(pages::next);

    assertThat(failure).isInstanceOf(OuraInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    canceled.await();
    server = name -> name;
    assertThat(readAll(pages)).containsExactly("0.1", "0.2");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void next_whenInterruptedAtTheMomentThatThePageArrives_losesNoPage(int pagesOfWindow)
      throws Exception {
    CountDownLatch fetching = new CountDownLatch(1);
    Thread reader = Thread.currentThread();
    server =
        name -> {
          if (name.equals("0.1")) {
            fetching.countDown();
            awaitBlockedBy(reader, Future.class);
          }
          return name;
        };
    PageChain<Page<String>> chain =
        new PageChain<>(
            token -> fetch(0, pagesOfWindow, token),
            page -> {
              if (page.data().contains("0.1")) {
                reader.interrupt();
                awaitBlockedBy(reader, AbstractQueuedSynchronizer.class); // the iterator's lock
              }
              return page.nextToken();
            },
            page -> false);
    Iterator<Page<String>> pages =
        new PageIterator<>(
            List.of(() -> PageSource.whole(chain), windows(0, 1).get(1)),
            new Prefetch(1, 1, threads));
    List<String> names = new ArrayList<>(List.of(read(pages)));
    fetching.await();

    assertThat(catchThrowable(pages::next)).isInstanceOf(OuraInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    names.addAll(readAll(pages));
    List<String> all = IntStream.range(0, pagesOfWindow).mapToObj(page -> "0." + page).toList();
    assertThat(names).startsWith(all.toArray(String[]::new)).endsWith("1.0");
    assertThat(names).hasSize(pagesOfWindow + 1);
    assertThat(fetched).isEqualTo(names);
  }

  /** Waits until a thread waits for something of a type. */
  private static void awaitBlockedBy(Thread thread, Class<?> type) {
    while (!type.isInstance(LockSupport.getBlocker(thread))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void next_whenAnotherThreadFails_throwsWithTheStackTracesOfBoth() throws Exception {
    server = failing("0.1");
    Iterator<Page<String>> pages = iterator(1, 1, 2);
    pages.next();
    threads.submit(tasks::runAll).get();

    Throwable failure = catchThrowable(pages::next);

    assertThat(failure.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("fetch"))
        .anyMatch(frame -> frame.getMethodName().startsWith("next_whenAnotherThreadFails"));
  }

  @Test
  void next_whenANextTokenRepeats_throwsAfterAllPagesBeforeIt() {
    Supplier<PageSource<Page<String>>> endless =
        () -> PageSource.whole(PageChain.of(token -> Page.of(List.of("x"), "same")));
    Iterator<Page<String>> pages =
        new PageIterator<>(List.of(endless, windows(1).get(0)), new Prefetch(2, 8, tasks::add));
    for (int i = 0; i < 2; i++) {
      assertThat(read(pages)).isEqualTo("x");
      tasks.runAll();
    }

    assertThatThrownBy(pages::next)
        .isInstanceOf(OuraPagingException.class)
        .hasMessageContaining("the same next token twice");
  }

  private static UnaryOperator<String> failing(String page) {
    return name -> {
      if (name.equals(page)) {
        throw new IllegalStateException("no " + page);
      }
      return name;
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
