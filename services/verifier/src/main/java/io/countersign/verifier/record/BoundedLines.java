package io.countersign.verifier.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file one after the other, in memory for one line of at most so many bytes. */
final class BoundedLines {
  private final InputStream in;
  private final int most;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  BoundedLines(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /**
   * The next line without its end; null after the last one. A last line without an end is one, too.
   *
   * @throws IOException also for a line that is too long
   */
  byte @Nullable [] next() throws IOException {
    int searched = from;
    while (true) {
      for (int i = searched; i < to; i++) {
        if (buffer[i] == '\n') {
          var line = Arrays.copyOfRange(buffer, from, i);
          from = i + 1;
          return line;
        }
      }
      searched = to - from;
      if (!more()) {
        return rest();
      }
    }
  }

  private byte @Nullable [] rest() {
    var line = from == to ? null : Arrays.copyOfRange(buffer, from, to);
    from = to;
    return line;
  }

  /** Moves what is left to the front and reads on. */
  private boolean more() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    if (to > most) {
      throw new IOException("a line of more than " + most + " bytes");
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, to, buffer.length - to);
    to += Math.max(read, 0);
    return read >= 0;
  }
}
