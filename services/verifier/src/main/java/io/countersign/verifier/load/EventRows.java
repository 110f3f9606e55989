package io.countersign.verifier.load;

import io.countersign.verifier.record.CanonicalReader;
import io.countersign.verifier.record.CanonicalScan;
import io.countersign.verifier.record.EntryText;
import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts entries together from the columns of the table of events, and hashes them. */
final class EventRows {
  static final List<String> COLUMNS =
      List.of(
          "global_index",
          "event_id",
          "aggregate_type",
          "aggregate_id",
          "sequence_number",
          "payload_type",
          "payload_revision",
          "payload",
          "meta_data",
          "recorded_at");

  private static final int POSITION = 0;
  private static final int ID = 1;
  private static final int AGGREGATE_TYPE = 2;
  private static final int AGGREGATE_ID = 3;
  private static final int SEQUENCE = 4;
  private static final int TYPE = 5;
  private static final int REVISION = 6;
  private static final int PAYLOAD = 7;
  private static final int METADATA = 8;
  private static final int RECORDED_AT = 9;

  private static final byte[] EMPTY = {};
  private static final byte[] FACT = ascii("{\"event\":");
  private static final byte[] BEGIN = ascii("{\"aggregate\":{\"id\":");
  private static final byte[] THEN_SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] THEN_AGGREGATE_TYPE = ascii(",\"type\":");
  private static final byte[] THEN_EVENT = ascii("},\"event\":");
  private static final byte[] THEN_METADATA = ascii(",\"metadata\":");
  private static final byte[] THEN_PAYLOAD = ascii(",\"payload\":");
  private static final byte[] THEN_POSITION = ascii(",\"position\":");
  private static final byte[] THEN_RECORDED_AT = ascii(",\"recordedAt\":");
  private static final byte[] THEN_REVISION = ascii(",\"revision\":");
  private static final byte[] THEN_FORM = ascii(",\"t\":\"" + EntryText.FORM + "\",\"type\":");
  private static final byte[] END = ascii("}");
  private static final byte[] ROTATED = ascii(KeyRotation.TYPE);

  private final RecordParts parts;
  private final BlobNames blobs;
  private final long most;
  private final TreeHasher hasher = new TreeHasher();
  private final CanonicalScan scan = new CanonicalScan();
  private final EntryWriter entry = new EntryWriter();

  /**
   * @param most positions that the dump has room for
   */
  EventRows(RecordParts parts, long most) {
    this.parts = parts;
    this.blobs = new BlobNames(parts.blobs);
    this.most = most;
  }

  void take(RowBatch batch) throws IOException {
    for (int row = 0; row < batch.rows(); row++) {
      take(batch, row);
    }
  }

  private void take(RowBatch batch, int row) throws IOException {
    long position = batch.number(row, POSITION).orElse(0L);
    if (position < 1 || position > most) {
      parts.misplaced.add(
          new Mismatch(FaultCode.ORDER, "an event at position " + batch.text(row, POSITION)));
      return;
    }
    long leaf = position - 1;
    if (parts.events.level(0).has(leaf)) {
      parts.misplaced.add(
          new Mismatch(FaultCode.ORDER, leaf, "there are two events at position " + position));
      return;
    }
    check(batch, row, leaf);
    write(batch, row);
    var hash = hasher.leaf(entry.bytes(), 0, entry.length());
    parts.events.level(0).put(leaf, hash);
    remember(batch, row, leaf);
  }

  private void check(RowBatch batch, int row, long leaf) {
    if (!isObject(batch, row, METADATA)) {
      fault(leaf, "meta_data isn't one canonical JSON object");
    }
    if (!isObject(batch, row, PAYLOAD)) {
      fault(leaf, "payload isn't one canonical JSON object");
    }
    boolean fact = batch.isNull(row, AGGREGATE_ID);
    if (fact != batch.isNull(row, AGGREGATE_TYPE) || fact != batch.isNull(row, SEQUENCE)) {
      fault(leaf, "some of the three columns of the aggregate are null");
    }
    if (!fact && batch.number(row, SEQUENCE).isEmpty()) {
      fault(leaf, "the sequence number isn't one");
    }
  }

  private void fault(long leaf, String what) {
    parts.entryFaults.add(
        new Mismatch(FaultCode.ENTRY, leaf, "the event at position " + (leaf + 1) + ": " + what));
  }

  private boolean isObject(RowBatch batch, int row, int column) {
    return !batch.isNull(row, column)
        && scan.isObject(batch.bytes(), batch.from(row, column), batch.to(row, column));
  }

  private void write(RowBatch batch, int row) {
    entry.clear();
    if (batch.isNull(row, AGGREGATE_ID)) {
      entry.raw(FACT);
    } else {
      text(BEGIN, batch, row, AGGREGATE_ID);
      raw(THEN_SEQUENCE, batch, row, SEQUENCE);
      text(THEN_AGGREGATE_TYPE, batch, row, AGGREGATE_TYPE);
      entry.raw(THEN_EVENT);
    }
    text(EMPTY, batch, row, ID);
    raw(THEN_METADATA, batch, row, METADATA);
    raw(THEN_PAYLOAD, batch, row, PAYLOAD);
    raw(THEN_POSITION, batch, row, POSITION);
    text(THEN_RECORDED_AT, batch, row, RECORDED_AT);
    text(THEN_REVISION, batch, row, REVISION);
    text(THEN_FORM, batch, row, TYPE);
    entry.raw(END);
  }

  private void text(byte[] before, RowBatch batch, int row, int column) {
    entry.raw(before).text(batch.bytes(), batch.from(row, column), batch.to(row, column));
  }

  private void raw(byte[] before, RowBatch batch, int row, int column) {
    entry.raw(before).raw(batch.bytes(), batch.from(row, column), batch.to(row, column));
  }

  private void remember(RowBatch batch, int row, long leaf) throws IOException {
    if (entry.length() > EntryText.MOST_BYTES) {
      fault(leaf, "the entry is larger than a bundle takes");
    }
    if (!batch.isNull(row, AGGREGATE_ID)) {
      parts.sequence(
          batch.text(row, AGGREGATE_TYPE) + " " + batch.text(row, AGGREGATE_ID),
          leaf,
          batch.number(row, SEQUENCE).orElse(-1L));
    }
    int from = batch.from(row, PAYLOAD);
    int to = batch.to(row, PAYLOAD);
    blobs.find(leaf, batch.bytes(), from, to);
    if (is(ROTATED, batch, row)) {
      var payload = CanonicalReader.object(Arrays.copyOfRange(batch.bytes(), from, to));
      parts.rotated(leaf, payload.orElse(Map.of()));
    }
  }

  private static boolean is(byte[] type, RowBatch batch, int row) {
    return batch.length(row, TYPE) == type.length
        && Arrays.equals(
            batch.bytes(), batch.from(row, TYPE), batch.to(row, TYPE), type, 0, type.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
