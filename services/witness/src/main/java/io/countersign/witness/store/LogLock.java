package io.countersign.witness.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One holder at a time, over the threads of this process and over processes: between reading a
 * log's head and writing the next one nobody else may do either. A file's lock belongs to a
 * process, so its threads queue before it; the system frees it when the process dies.
 */
final class LogLock {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Path file;
  private final Duration patience;
  private final ReentrantLock threads = new ReentrantLock();

  LogLock(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /** Waits within bounds: another process that stands still must not hold up this one for ever. */
  Held acquire() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("other requests of this log hold " + file);
      }
      return processes(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + file, e);
    }
  }

  private Held processes(long deadline) throws IOException, InterruptedException {
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (tryLock(channel) == null) {
        if (System.nanoTime() > deadline) {
          throw new IOException("another process holds " + file);
        }
        Thread.sleep(PAUSE);
      }
      return new Held(channel, threads);
    } catch (IOException | InterruptedException | RuntimeException e) {
      new Held(channel, threads).close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this process, by way of another object
    }
  }

  /** The lock, held until it's closed. */
  record Held(@Nullable FileChannel channel, ReentrantLock threads) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        if (channel != null) {
          channel.close(); // frees the file's lock
        }
      } finally {
        threads.unlock();
      }
    }
  }
}
