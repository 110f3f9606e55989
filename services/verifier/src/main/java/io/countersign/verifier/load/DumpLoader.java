package io.countersign.verifier.load;

import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.record.HeadCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads a record from a plain-text dump of its database. Once from front to back for the events,
 * with one thread that reads and one that hashes; then the log's own tables, whose places the first
 * pass has noted: so the order in which a dump holds its tables doesn't matter.
 */
public final class DumpLoader {
  private static final int BATCHES = 6;
  private static final int SHORTEST_ROW = 40;

  private final Path folder;
  private final HeadCheck heads;
  private final Progress progress;
  private final RecordParts parts;
  private final List<DumpTable> tables = new ArrayList<>();
  private final BlockingQueue<RowBatch> free = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<RowBatch> full = new ArrayBlockingQueue<>(BATCHES + 1);

  private DumpLoader(Path folder, HeadCheck heads, Progress progress) throws IOException {
    this.folder = folder;
    this.heads = heads;
    this.progress = progress;
    this.parts = new RecordParts(this.folder);
    for (int i = 0; i < BATCHES; i++) {
      free.add(new RowBatch(EventRows.COLUMNS.size()));
    }
  }

  /**
   * @param scratch a folder for files that are gone afterwards
   * @param kept a head that was kept elsewhere
   */
  public static LoadedRecord load(
      Path dump, Path scratch, HeadCheck heads, Optional<SignedNote> kept, Progress progress)
      throws IOException {
    var loader = new DumpLoader(scratch, heads, progress);
    try (var lines = new DumpLines(dump)) {
      loader.events(lines);
      loader.demandEvents();
      return loader.rest(lines, kept);
    }
  }

  /** Else whatever is no dump of a record would be one in which nothing is wrong. */
  private void demandEvents() throws IOException {
    if (tables.stream().noneMatch(it -> it.name().equals("event"))) {
      throw new IOException(
          "there is no table event with its rows: it has to be a plain-text pg_dump (-Fp) with"
              + " data, by COPY");
    }
  }

  private void events(DumpLines lines) throws IOException {
    var rows = new EventRows(parts, lines.fileSize() / SHORTEST_ROW + 1);
    try (var hashing =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("hashing").factory())) {
      var done = hashing.submit(() -> hash(rows));
      try {
        scan(lines, done);
      } finally {
        offer(new RowBatch(EventRows.COLUMNS.size()), done); // an empty one is the end
      }
      done.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Void hash(EventRows rows) throws IOException, InterruptedException {
    for (var batch = full.take(); batch.rows() > 0; batch = full.take()) {
      rows.take(batch);
      batch.clear();
      free.put(batch);
    }
    return null;
  }

  private void scan(DumpLines lines, Future<?> hashing) throws IOException, InterruptedException {
    boolean inside = false;
    while (lines.next()) {
      if (inside) {
        inside = !lines.is("\\.");
      } else if (lines.startsWith("COPY ")) {
        var line =
            new String(
                lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
        var table = DumpTable.parse(line, lines.nextOffset());
        table.ifPresent(tables::add);
        inside = table.isPresent();
        if (table.isPresent() && table.get().name().equals("event")) {
          rows(lines, table.get(), hashing);
          inside = false;
        }
      }
    }
  }

  private void rows(DumpLines lines, DumpTable table, Future<?> hashing)
      throws IOException, InterruptedException {
    var places = table.places(EventRows.COLUMNS);
    if (places.isEmpty()) {
      throw new IOException("the table event hasn't the columns that are known");
    }
    long all = lines.fileSize();
    long count = 0;
    var batch = take(hashing);
    while (lines.next() && !lines.is("\\.")) {
      if (!batch.add(lines.buffer(), lines.from(), lines.to(), places.get())) {
        throw new IOException("a row of the table event has too few columns");
      }
      count++;
      if (batch.isFull()) {
        offer(batch, hashing);
        batch = take(hashing);
        progress.at("events", lines.nextOffset(), all, count);
      }
    }
    if (batch.rows() > 0) {
      offer(batch, hashing);
    } else {
      free.add(batch);
    }
  }

  /** Waits for whoever hashes, but not for one that has failed. */
  private RowBatch take(Future<?> hashing) throws InterruptedException, IOException {
    while (true) {
      var batch = free.poll(100, TimeUnit.MILLISECONDS);
      if (batch != null) {
        return batch;
      }
      failed(hashing);
    }
  }

  private void offer(RowBatch batch, Future<?> hashing) throws IOException {
    try {
      while (!full.offer(batch, 100, TimeUnit.MILLISECONDS)) {
        failed(hashing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void failed(Future<?> hashing) throws IOException, InterruptedException {
    if (hashing.isDone()) {
      try {
        hashing.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
    }
  }

  private LoadedRecord rest(DumpLines lines, Optional<SignedNote> kept) throws IOException {
    parts.events.complete();
    var judge = new HeadJudge(parts, heads);
    var log = new LogTables(parts, judge, lines, tables, progress);
    log.read();
    parts.checkpoints.sort(Comparator.comparingLong(LoadedCheckpoint::size));
    return new LoadedRecord(
        parts.events,
        parts.tiles,
        parts.checkpoints,
        log.state(),
        kept.flatMap(judge::kept),
        parts.sequences,
        Optional.of(parts.blobs), // also where the dump has no such table: then each is missing
        parts.misplaced,
        parts.entryFaults,
        parts.tileFaults,
        parts.checkpointFaults,
        parts.rotationFaults);
  }
}
