package io.countersign.connectors.jsonlines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads lines of a file from an offset on, each bounded; what is longer is skipped and told. */
final class LineReader {
  /** A line beyond this isn't kept. */
  static final int MAX_LINE = 64 * 1024;

  /**
   * One line.
   *
   * @param start its offset
   * @param bytes without its end; empty when it was too long
   * @param tooLong whether it was
   * @param ended whether its end is there: the last line may still be being written
   */
  record Line(long start, byte[] bytes, boolean tooLong, boolean ended) {}

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).limit(0);
  private long position;

  /**
   * @param offset where a line begins
   */
  LineReader(FileChannel file, long offset) {
    this.file = file;
    this.position = offset;
  }

  /** The offset of the next line. */
  long position() {
    return position;
  }

  /** The next line; null at the end of the file. */
  @org.jspecify.annotations.Nullable
  Line next() throws IOException {
    long start = position;
    var bytes = new ByteArrayOutputStream(512);
    boolean tooLong = false;
    while (filled()) {
      byte next = buffer.get();
      position++;
      if (next == '\n') {
        return new Line(start, tooLong ? new byte[0] : bytes.toByteArray(), tooLong, true);
      }
      tooLong |= bytes.size() >= MAX_LINE;
      if (!tooLong) {
        bytes.write(next);
      }
    }
    return position == start
        ? null
        : new Line(start, tooLong ? new byte[0] : bytes.toByteArray(), tooLong, false);
  }

  /** Goes on to where the next line begins: the offset may have been in the middle of one. */
  void skipToNextLine() throws IOException {
    while (filled()) {
      position++;
      if (buffer.get() == '\n') {
        return;
      }
    }
  }

  private boolean filled() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int read = file.read(buffer, position);
    buffer.flip();
    return read > 0;
  }
}
