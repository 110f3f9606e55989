package io.countersign.verifier.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The lines of a dump, as places in a buffer that is read into again and again. */
final class DumpLines implements AutoCloseable {
  /** A row with the largest blob, in hexadecimal. */
  static final int LONGEST = 96 << 20;

  private final FileChannel file;
  private byte[] buffer = new byte[1 << 20];
  private long begin; // where in the file the buffer begins
  private int filled;
  private int from;
  private int to = -1; // of the present line

  DumpLines(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.READ);
  }

  long fileSize() throws IOException {
    return file.size();
  }

  /** The next line read is the one that begins there. */
  void seek(long offset) {
    begin = offset;
    filled = 0;
    from = 0;
    to = -1;
  }

  /** Goes to the next line; false after the last. */
  boolean next() throws IOException {
    from = to + 1;
    int searched = from;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (buffer[i] == '\n') {
          to = i;
          return true;
        }
      }
      int have = filled - from;
      boolean more = more();
      searched = have;
      if (!more) {
        to = filled;
        return have > 0;
      }
    }
  }

  private boolean more() throws IOException {
    int kept = Math.max(filled - from, 0);
    System.arraycopy(buffer, Math.min(from, filled), buffer, 0, kept);
    begin += Math.min(from, filled);
    from = 0;
    filled = kept;
    if (filled == buffer.length) {
      if (filled >= LONGEST) {
        throw new IOException("a line of more than " + LONGEST + " bytes");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = file.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled), begin + filled);
    filled += Math.max(read, 0);
    return read > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  /** The present line's first byte in the buffer. */
  int from() {
    return from;
  }

  /** After the present line's last byte. */
  int to() {
    return to;
  }

  /** Where in the file the line after the present one begins. */
  long nextOffset() {
    return begin + to + 1;
  }

  boolean is(String text) {
    return to - from == text.length() && startsWith(text);
  }

  boolean startsWith(String text) {
    if (to - from < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (buffer[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
