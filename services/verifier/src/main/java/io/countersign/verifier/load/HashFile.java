package io.countersign.verifier.load;

import io.countersign.verifier.tree.TreeHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of hashes in a file of its own, so that rows may come in any order and however many they
 * are. A place that was never written to holds zeros, which no hash is.
 */
public final class HashFile implements AutoCloseable {
  private static final int SHIFT = 18; // hashes a chunk, 8 MiB
  private static final long CHUNK = (long) TreeHash.LENGTH << SHIFT;

  private final Arena arena = Arena.ofShared();
  private final FileChannel channel;
  private @Nullable MemorySegment[] chunks = new @Nullable MemorySegment[16];
  private long size;

  public HashFile(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "hashes", "");
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** One more than the largest index that was written to. */
  public long size() {
    return size;
  }

  public void put(long index, byte[] from, int offset) {
    MemorySegment.copy(
        from, offset, chunk(index), ValueLayout.JAVA_BYTE, offset(index), TreeHash.LENGTH);
    size = Math.max(size, index + 1);
  }

  void put(long index, TreeHash hash) {
    put(index, hash.bytes(), 0);
  }

  public boolean has(long index) {
    if (index >= size) {
      return false;
    }
    var chunk = chunk(index);
    for (long at = offset(index); at < offset(index) + TreeHash.LENGTH; at += Long.BYTES) {
      if (chunk.get(ValueLayout.JAVA_LONG_UNALIGNED, at) != 0) {
        return true;
      }
    }
    return false;
  }

  public TreeHash get(long index) {
    var bytes = new byte[TreeHash.LENGTH];
    if (index < size) {
      MemorySegment.copy(
          chunk(index), ValueLayout.JAVA_BYTE, offset(index), bytes, 0, TreeHash.LENGTH);
    }
    return TreeHash.of(bytes);
  }

  /** The first index of a range at which the two differ; the range's end where they don't. */
  public long firstDifference(HashFile other, long from, long to) {
    long at = from;
    while (at < to) {
      long end = Math.min(to, ((at >>> SHIFT) + 1) << SHIFT); // of the chunk
      long bytes = (end - at) * TreeHash.LENGTH;
      long differs =
          MemorySegment.mismatch(
              chunk(at),
              offset(at),
              offset(at) + bytes,
              other.chunk(at),
              offset(at),
              offset(at) + bytes);
      if (differs >= 0) {
        return at + differs / TreeHash.LENGTH;
      }
      at = end;
    }
    return to;
  }

  private static long offset(long index) {
    return (index & ((1L << SHIFT) - 1)) * TreeHash.LENGTH;
  }

  private MemorySegment chunk(long index) {
    int number = Math.toIntExact(index >>> SHIFT);
    if (number >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(number + 1, 2 * chunks.length));
    }
    var chunk = chunks[number];
    if (chunk == null) {
      chunk = map(number);
      chunks[number] = chunk;
    }
    return chunk;
  }

  private MemorySegment map(int number) {
    try {
      return channel.map(FileChannel.MapMode.READ_WRITE, number * CHUNK, CHUNK, arena);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
  }
}
