package io.countersign.ledger.log;

import io.countersign.ledger.postgres.SqlRow;
import java.time.Instant;

/**
 * A tree head that was signed and published.
 *
 * @param size how many leaves its tree has: the events up to this position
 * @param note as it was signed, with the cosignatures that there are (C2SP tlog-checkpoint)
 * @param at when it was made
 */
public record PublishedHead(long size, byte[] root, String note, Instant at) {
  static final String COLUMNS = "size, root, note, created_at";

  static PublishedHead of(SqlRow row) {
    return new PublishedHead(
        row.longValue("size"), row.bytes("root"), row.text("note"), row.instant("created_at"));
  }
}
