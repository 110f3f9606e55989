package io.countersign.ledger.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One ledger a directory; the system lets go of it whatever way the process ends. */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IllegalStateException when another ledger holds it
   */
  static DirectoryLock take(Path directory) throws IOException {
    var file = directory.resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IllegalStateException("this process has a ledger open in " + directory, e);
    }
    channel.close();
    throw new IllegalStateException("another ledger is open in " + directory);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
