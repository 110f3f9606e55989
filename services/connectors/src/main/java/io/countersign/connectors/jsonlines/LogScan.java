package io.countersign.connectors.jsonlines;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.spi.log.LogReach;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads what a log holds of a range of time, oldest line first, and never more than a bound: of a
 * longer one the newest part. Lines that came after the range don't change which part that is.
 */
final class LogScan {
  /** How far lines may be out of order. */
  private static final Duration DISORDER = Duration.ofSeconds(5);

  private final LineFormat format;
  private final long maxBytes;
  private int lines;
  private int unusable;
  private Instant since = Instant.MAX;

  LogScan(LineFormat format, long maxBytes) {
    this.format = format;
    this.maxBytes = maxBytes;
  }

  /** The part of one file that is to be read. */
  private record Slice(Path path, long start) {}

  /**
   * @param files oldest first
   * @param each told every line that is understood, a few of them beyond the range
   */
  LogReach read(List<Path> files, Instant from, Instant to, Consumer<LogLine> each)
      throws IOException {
    var slices = new ArrayDeque<Slice>();
    boolean whole = slices(files, from, to, slices);
    for (var slice : slices) {
      try (var part = LogFile.open(slice.path(), format)) {
        read(part.from(slice.start()), from, to, each);
      }
    }
    var begun = whole || since.isBefore(from) ? from : since;
    return new LogReach(begun.isAfter(to) ? from : begun, lines, unusable, whole);
  }

  /** Whether all that was asked for is within the bound. */
  private boolean slices(List<Path> files, Instant from, Instant to, Deque<Slice> slices)
      throws IOException {
    long left = maxBytes;
    var newestFirst = new ArrayList<>(files).reversed();
    for (var path : newestFirst) {
      try (var part = LogFile.open(path, format)) {
        long start = part.firstAfter(from.minus(DISORDER));
        long wanted = Math.max(0, part.firstAfter(to) - start);
        if (wanted > left) {
          slices.addFirst(new Slice(path, part.lineAt(start + wanted - left)));
          return false;
        }
        left -= wanted;
        slices.addFirst(new Slice(path, start));
      }
    }
    return true;
  }

  private void read(LineReader reader, Instant from, Instant to, Consumer<LogLine> each)
      throws IOException {
    for (var line = reader.next(); line != null; line = reader.next()) {
      var read = format.read(line.bytes());
      if (read.isEmpty()) {
        // What is still being written is no line yet.
        unusable += line.ended() && !isBlank(line) ? 1 : 0;
        continue;
      }
      if (read.get().at().isAfter(to.plus(DISORDER))) {
        return;
      }
      lines += read.get().within(from, to) ? 1 : 0;
      since = read.get().at().isBefore(since) ? read.get().at() : since;
      each.accept(read.get());
    }
  }

  private static boolean isBlank(LineReader.Line line) {
    return !line.tooLong()
        && new String(line.bytes(), java.nio.charset.StandardCharsets.UTF_8).isBlank();
  }
}
