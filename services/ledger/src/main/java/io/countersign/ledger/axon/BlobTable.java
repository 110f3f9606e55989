package io.countersign.ledger.axon;

import io.countersign.domain.BlobRef;
import io.countersign.ledger.Blob;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.Optional;

/** Material beside the record. */
public final class BlobTable {
  private BlobTable() {}

  public static void store(Blob blob, SqlConnection sql) {
    var ref = blob.ref();
    sql.execute(
        """
        insert into blob (digest, salt, media_type, size, content) values (?, ?, ?, ?, ?)
        on conflict do nothing\
        """,
        ref.digest().hex(),
        blob.salt(),
        ref.mediaType(),
        ref.size(),
        blob.content());
  }

  /** Empty when it was erased, or never stored. */
  public static Optional<byte[]> content(BlobRef ref, SqlConnection sql) {
    return sql.first(
        "select content from blob where digest = ? and content is not null",
        row -> row.bytes("content"),
        ref.digest().hex());
  }
}
