package io.countersign.verifier.load;

import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.tree.TreeHash;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Reads the tables of the log and of the blobs from their places in a dump. */
final class LogTables {
  private static final List<String> TILE = List.of("level", "index", "hashes");
  private static final List<String> CHECKPOINT = List.of("size", "root", "note", "published");
  private static final List<String> STATE = List.of("size");

  private final RecordParts parts;
  private final HeadJudge judge;
  private final DumpLines lines;
  private final List<DumpTable> tables;
  private final Progress progress;
  private OptionalLong state = OptionalLong.empty();

  LogTables(
      RecordParts parts,
      HeadJudge judge,
      DumpLines lines,
      List<DumpTable> tables,
      Progress progress) {
    this.parts = parts;
    this.judge = judge;
    this.lines = lines;
    this.tables = List.copyOf(tables);
    this.progress = progress;
  }

  /** Takes one row at a time. */
  private interface RowTaker {
    void take(RowBatch row) throws IOException;
  }

  void read() throws IOException {
    each("log_tile", TILE, this::tile);
    each("log_state", STATE, row -> state = OptionalLong.of(row.number(0, 0).orElse(-1L)));
    each("log_checkpoint", CHECKPOINT, this::checkpoint);
    each("blob", BlobRowReader.COLUMNS, new BlobRowReader(parts)::take);
  }

  OptionalLong state() {
    return state;
  }

  private void each(String name, List<String> columns, RowTaker taker) throws IOException {
    for (var table : tables) {
      if (table.name().equals(name)) {
        rows(table, columns, taker);
      }
    }
  }

  private void rows(DumpTable table, List<String> columns, RowTaker taker) throws IOException {
    var places = table.places(columns);
    if (places.isEmpty()) {
      throw new IOException("the table " + table.name() + " hasn't the columns that are known");
    }
    var row = new RowBatch(columns.size());
    long count = 0;
    lines.seek(table.offset());
    while (lines.next() && !lines.is("\\.")) {
      row.clear();
      if (!row.add(lines.buffer(), lines.from(), lines.to(), places.get())) {
        throw new IOException("a row of the table " + table.name() + " has too few columns");
      }
      taker.take(row);
      progress.at(table.name(), lines.nextOffset(), lines.fileSize(), ++count);
    }
  }

  private void tile(RowBatch row) {
    long level = row.number(0, 0).orElse(-1L);
    long index = row.number(0, 1).orElse(-1L);
    var hashes = CopyText.bytea(row.bytes(), row.from(0, 2), row.to(0, 2)).orElse(new byte[1]);
    boolean whole = hashes.length > 0 && hashes.length % TreeHash.LENGTH == 0;
    if (level < 0
        || level >= HashPyramid.MOST_LEVELS
        || index < 0
        || !whole
        || !fits(level, index)) {
      parts.tileFaults.add(
          new Mismatch(
              FaultCode.TILE, "a tile that no tree has: level " + level + ", index " + index));
      return;
    }
    parts.tile((int) level, index, hashes);
  }

  /** A tile can't be far beyond the events that it's over. */
  private boolean fits(long level, long index) {
    return index <= (parts.events.size() >>> (8 * level)) / HashPyramid.WIDTH + 1 + (1 << 16);
  }

  private void checkpoint(RowBatch row) {
    var judged = judge.judge(row.text(0, 2), row.text(0, 3).equals("t"));
    if (judged.isEmpty()) {
      return;
    }
    var checkpoint = judged.get();
    long size = row.number(0, 0).orElse(-1L);
    var root = CopyText.bytea(row.bytes(), row.from(0, 1), row.to(0, 1)).orElse(new byte[0]);
    if (size != checkpoint.size()
        || root.length != TreeHash.LENGTH
        || !TreeHash.of(root).equals(checkpoint.root())) {
      parts.checkpointFaults.add(
          new Mismatch(
              FaultCode.CHECKPOINT,
              "the row of checkpoint " + size + " says otherwise than what was signed"));
    }
    parts.checkpoints.add(checkpoint);
  }
}
