package io.countersign.connectors.jsonlines;

import io.countersign.connectors.logs.LogLine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One file of a log, whose lines are in order of time but for a few seconds. Where a time begins is
 * found by halving, so that a long file costs no more than a short one.
 */
final class LogFile implements AutoCloseable {
  /** Halving ends here: the rest is read line by line. */
  private static final long FINE = 64 * 1024;

  /** How far a time is looked for in lines that have none. */
  private static final long PATIENCE = 1024 * 1024;

  private final FileChannel file;
  private final LineFormat format;
  private final long size;

  private LogFile(FileChannel file, LineFormat format) throws IOException {
    this.file = file;
    this.format = format;
    this.size = file.size();
  }

  /**
   * @param path without symbolic links
   */
  static LogFile open(Path path, LineFormat format) throws IOException {
    var file = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new LogFile(file, format);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** How many bytes it had when it was opened. */
  long size() {
    return size;
  }

  /** The offset of the first line that was written after an instant; the size if none was. */
  long firstAfter(Instant at) throws IOException {
    long low = 0;
    long high = size;
    while (high - low > FINE) {
      long middle = low + (high - low) / 2;
      var reader = new LineReader(file, middle);
      reader.skipToNextLine();
      long begun = reader.position();
      var timed = timed(reader, Math.min(high, middle + PATIENCE));
      if (timed == null || timed.isAfter(at)) {
        high = middle;
      } else {
        low = begun;
      }
    }
    return exactly(low, at);
  }

  /** The time of the next line that has one. */
  private @org.jspecify.annotations.Nullable Instant timed(LineReader reader, long before)
      throws IOException {
    while (reader.position() < before) {
      var line = reader.next();
      if (line == null) {
        return null;
      }
      var read = format.read(line.bytes());
      if (read.isPresent()) {
        return read.get().at();
      }
    }
    return null;
  }

  private long exactly(long offset, Instant at) throws IOException {
    var reader = new LineReader(file, offset);
    for (var line = reader.next(); line != null; line = reader.next()) {
      var read = format.read(line.bytes());
      if (read.map(LogLine::at).filter(it -> it.isAfter(at)).isPresent()) {
        return line.start();
      }
    }
    return size;
  }

  /** Where the first whole line at or after an offset begins. */
  long lineAt(long offset) throws IOException {
    if (offset <= 0) {
      return 0;
    }
    var reader = new LineReader(file, offset - 1);
    reader.skipToNextLine();
    return reader.position();
  }

  LineReader from(long offset) {
    return new LineReader(file, offset);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
