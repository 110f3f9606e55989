package io.countersign.witness.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Every checkpoint that was cosigned, one after the other, an empty line after each. It's written
 * before the head that counts it: what lies behind the counted place was never answered and is
 * written over. Only larger trees are kept, which only the log's key can make; and when a file is
 * full, the one before it goes.
 */
final class CosignedHistory {
  private final Path folder;
  private final long room;

  CosignedHistory(Path folder, long room) {
    this.folder = folder;
    this.room = room;
  }

  /** The place where the next one begins: which file, and how far it's full. */
  record Place(long file, long length) {
    static final Place FIRST = new Place(0, 0);
  }

  /** Writes durably, and returns the place to be counted from now on. */
  Place append(Place counted, String note) throws IOException {
    var place = counted.length() < room ? counted : new Place(counted.file() + 1, 0);
    long length = write(place, (note + "\n").getBytes(StandardCharsets.UTF_8));
    if (place.length() == 0) {
      Files.deleteIfExists(file(place.file() - 2));
      DurableFiles.synchroniseFolder(folder);
    }
    return new Place(place.file(), length);
  }

  private long write(Place place, byte[] entry) throws IOException {
    try (var channel =
        FileChannel.open(file(place.file()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(place.length());
      channel.position(place.length());
      DurableFiles.write(channel, entry);
      channel.force(true);
      return channel.position();
    }
  }

  private Path file(long number) {
    return folder.resolve("history." + number);
  }
}
