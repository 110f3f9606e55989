package io.countersign.verifier.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one length, put by their first byte into one of many files: what belongs together lies in
 * one file, and one file at a time fits into memory.
 */
public final class RecordSpool implements AutoCloseable {
  private static final int PARTS = 64;
  private static final int BUFFERED = 1 << 14;

  private final Path folder;
  private final int length;
  private final ByteBuffer[] buffers = new ByteBuffer[PARTS];
  private final @Nullable FileChannel[] files = new @Nullable FileChannel[PARTS];

  RecordSpool(Path folder, int length) {
    this.folder = folder;
    this.length = length;
    for (int part = 0; part < PARTS; part++) {
      buffers[part] = ByteBuffer.allocate(BUFFERED / length * length);
    }
  }

  void add(byte[] row) throws IOException {
    int part = row[0] & (PARTS - 1);
    buffers[part].put(row, 0, length);
    if (!buffers[part].hasRemaining()) {
      flush(part);
    }
  }

  private void flush(int part) throws IOException {
    var file = files[part];
    if (file == null) {
      file =
          FileChannel.open(
              Files.createTempFile(folder, "spool", ""),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      files[part] = file;
    }
    buffers[part].flip();
    while (buffers[part].hasRemaining()) {
      file.write(buffers[part]);
    }
    buffers[part].clear();
  }

  public int parts() {
    return PARTS;
  }

  public int rowLength() {
    return length;
  }

  /**
   * All rows of a part, one after the other in the order in which they came; null where they are
   * more than fit.
   *
   * @param most bytes that fit
   */
  public byte @Nullable [] part(int part, long most) {
    var file = files[part];
    int left = buffers[part].position();
    try {
      long written = file == null ? 0 : file.size();
      if (written + left > most) {
        return null;
      }
      var rows = new byte[(int) written + left];
      for (int at = 0; file != null && at < written; ) {
        at += file.read(ByteBuffer.wrap(rows, at, (int) written - at), at);
      }
      buffers[part].get(0, rows, (int) written, left);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (var file : files) {
      if (file != null) {
        file.close();
      }
    }
  }
}
