// SPDX-License-Identifier: Apache-2.0
package io.github.oura4j.sync;

import io.github.oura4j.error.OuraException;
import io.github.oura4j.error.OuraInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One update of a history: several threads fetch windows, and one thread, which calls {@link
 * #run()}, stores them. Data types are fetched one after the other, so that few of them are
 * incomplete at any moment; when the windows of one are all on their way, the next one begins.
 */
final class HistoryUpdate {
  private final List<TypeRun> runs;
  private final WindowFetcher fetcher;
  private final HistoryRecorder recorder;
  private final int parallelism;

  /** What happened, in order, for the storing thread to take in. */
  private final BlockingQueue<Consumer<HistoryUpdate>> events = new LinkedBlockingQueue<>();

  /** The first window that was fetched. */
  private @Nullable WindowTask firstFetched;

  private int outstanding;
  private volatile boolean isStopped;

  HistoryUpdate(
      List<TypeRun> runs, WindowFetcher fetcher, HistoryRecorder recorder, int parallelism) {
    this.runs = runs;
    this.fetcher = fetcher;
    this.recorder = recorder;
    this.parallelism = parallelism;
  }

  /**
   * Runs the update.
   *
   * @throws OuraInterruptedException if it was stopped
   */
  HistoryReport run() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallelism, HistoryUpdate::newThread);
    try {
      endFinishedTypes();
      recorder.onProgress(progress());
      while (submit(threads)) {
        events.take().accept(this);
      }
      explainAmbiguousFailures();
    } finally {
      fetcher.stop();
      threads.shutdownNow();
      threads.awaitTermination(1, TimeUnit.MINUTES);
    }
    if (isStopped) {
      recorder.commitAll();
      throw new OuraInterruptedException(
          "The update of the history was interrupted. What was fetched completely is stored, and"
              + " the next update continues.");
    }
    runs.stream().filter(this::isNotEnded).forEach(recorder::end);
    return recorder.report();
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "oura-history-fetch");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets {@link #run()} end early. Called by another thread. */
  void stop() {
    isStopped = true;
    fetcher.stop();
    events.add(update -> {});
  }

  /**
   * Submits windows until twice as many are outstanding as there are threads, so that the threads
   * have work while rows are stored. Returns false if there is nothing left to wait for.
   */
  private boolean submit(ExecutorService threads) {
    while (!isStopped && outstanding < 2 * parallelism) {
      Optional<Runnable> next = nextFetch();
      if (next.isEmpty()) {
        break;
      }
      threads.execute(next.get());
      outstanding++;
    }
    return !isStopped && outstanding > 0;
  }

  private Optional<Runnable> nextFetch() {
    for (TypeRun run : runs) {
      Optional<WindowTask> task = run.start();
      if (task.isPresent()) {
        return Optional.of(() -> fetch(run, task.get()));
      }
    }
    return Optional.empty();
  }

  /** Fetches a window, in a thread of its own. */
  private void fetch(TypeRun run, WindowTask task) {
    Consumer<HistoryUpdate> event;
    try {
      FetchedRows fetched = fetcher.fetch(task);
      event = update -> update.onFetched(run, task, fetched);
    } catch (OuraException e) {
      event = update -> update.onFailed(run, WindowFailure.of(e));
    } catch (RuntimeException | Error e) {
      event = update -> throwAgain(e);
    }
    events.add(event);
  }

  private static void throwAgain(Throwable unexpected) {
    if (unexpected instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) unexpected;
  }

  private void onFetched(TypeRun run, WindowTask task, FetchedRows fetched) {
    outstanding--;
    firstFetched = firstFetched == null ? task : firstFetched;
    run.onFetched(fetched);
    recorder.store(task, fetched);
    ambiguous().forEach(TypeRun::resolveAmbiguity);
    onWindowEnded();
  }

  private Stream<TypeRun> ambiguous() {
    return runs.stream().filter(run -> run.isAmbiguous() && isNotEnded(run));
  }

  /**
   * Finds out why data types failed after the last success of another one: whether the access token
   * is still valid, by fetching again, without storing it, a window that was fetched before.
   */
  private void explainAmbiguousFailures() {
    WindowTask fetchedBefore = firstFetched;
    if (isStopped || fetchedBefore == null || ambiguous().findAny().isEmpty()) {
      return;
    }
    try {
      fetcher.fetch(fetchedBefore);
      ambiguous().forEach(TypeRun::resolveAmbiguity);
    } catch (OuraException e) {
      // The failures keep their meaning: consent has expired.
    }
  }

  private void onFailed(TypeRun run, WindowFailure failure) {
    outstanding--;
    boolean affectsAll =
        failure.extent() == WindowFailure.Extent.PERSON
            || (failure.isAmbiguous() && run.hasFetched());
    WindowFailure reason = affectsAll ? failure.ofPerson() : failure;
    run.onFailed(reason);
    if (affectsAll) {
      runs.forEach(other -> other.giveUp(reason));
    }
    onWindowEnded();
  }

  private void onWindowEnded() {
    endFinishedTypes();
    recorder.onProgress(progress());
  }

  /** Ends data types, except those of which another one may show why they failed. */
  private void endFinishedTypes() {
    runs.stream()
        .filter(run -> run.isFinished() && !run.isAmbiguous() && isNotEnded(run))
        .forEach(recorder::end);
  }

  private boolean isNotEnded(TypeRun run) {
    return !recorder.ended().contains(run.dataType());
  }

  private HistoryProgress progress() {
    int windows = runs.stream().mapToInt(TypeRun::windows).sum();
    int left = runs.stream().mapToInt(TypeRun::windowsLeft).sum();
    long rows = runs.stream().mapToLong(TypeRun::rows).sum();
    return new HistoryProgress(
        recorder.ended().size(), runs.size(), windows - left, windows, rows, timeLeft());
  }

  /**
   * Estimates the time left from the average duration of a window, of the same data type if one was
   * fetched.
   */
  private @Nullable Duration timeLeft() {
    int fetched = runs.stream().mapToInt(TypeRun::windowsFetched).sum();
    if (fetched == 0) {
      return null;
    }
    Duration elapsed = runs.stream().map(TypeRun::elapsed).reduce(Duration.ZERO, Duration::plus);
    Duration average = elapsed.dividedBy(fetched);
    Duration left = Duration.ZERO;
    for (TypeRun run : runs) {
      Duration window = run.hasFetched() ? run.elapsed().dividedBy(run.windowsFetched()) : average;
      left = left.plus(window.multipliedBy(run.windowsLeft()));
    }
    return left.dividedBy(parallelism);
  }
}
