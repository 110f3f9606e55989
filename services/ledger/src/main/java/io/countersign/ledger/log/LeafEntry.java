package io.countersign.ledger.log;

import io.countersign.domain.CanonicalJson;
import io.countersign.ledger.log.tree.TreeHashing;
import io.countersign.ledger.postgres.SqlRow;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event as a leaf of the log: a canonical JSON object of what its row says. Payload and
 * metadata are put in as they are stored, since both are canonical already.
 *
 * @param sequence with the aggregate's type and id; a fact has none of the three
 */
record LeafEntry(
    long position,
    String event,
    @Nullable String aggregateType,
    @Nullable String aggregateId,
    @Nullable Long sequence,
    String type,
    String revision,
    String payload,
    String metadata,
    String recordedAt) {
  /** An entry's length is told in two bytes (C2SP tlog-tiles). */
  static final int LARGEST = 65_535;

  private static final String FORM = "countersign-event/1";

  /**
   * @param row of what {@link io.countersign.ledger.axon.EventReader#COLUMNS} selects
   */
  static LeafEntry of(SqlRow row) {
    return new LeafEntry(
        row.longValue("global_index"),
        row.text("event_id"),
        row.textOrNull("aggregate_type"),
        row.textOrNull("aggregate_id"),
        row.longOrNull("sequence_number"),
        row.text("payload_type"),
        row.text("payload_revision"),
        row.text("payload"),
        row.text("meta_data"),
        row.text("recorded_at"));
  }

  long index() {
    return position - 1;
  }

  /**
   * @throws IllegalStateException for more than a leaf can be, which no append lets in
   */
  byte[] bytes() {
    var text =
        new StringBuilder(payload.length() + metadata.length() + 512)
            .append('{')
            .append(aggregate())
            .append("\"event\":")
            .append(quoted(event))
            .append(",\"metadata\":")
            .append(metadata)
            .append(",\"payload\":")
            .append(payload)
            .append(",\"position\":")
            .append(position)
            .append(",\"recordedAt\":")
            .append(quoted(recordedAt))
            .append(",\"revision\":")
            .append(quoted(revision))
            .append(",\"t\":\"" + FORM + "\",\"type\":")
            .append(quoted(type))
            .append('}');
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw new IllegalStateException("event " + position + " is too large for a leaf");
    }
    return bytes;
  }

  private String aggregate() {
    return aggregateType == null || aggregateId == null || sequence == null
        ? ""
        : "\"aggregate\":{\"id\":"
            + quoted(aggregateId)
            + ",\"sequence\":"
            + sequence
            + ",\"type\":"
            + quoted(aggregateType)
            + "},";
  }

  private static String quoted(String text) {
    return CanonicalJson.write(text);
  }

  byte[] hash() {
    return TreeHashing.leaf(bytes());
  }
}
