package io.countersign.ledger.axon;

import io.countersign.domain.BlobRef;
import io.countersign.ledger.Blob;
import io.countersign.ledger.postgres.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Material beside the record. */
public final class BlobTable {
  private BlobTable() {}

  public static void store(Blob blob, Connection connection) throws SQLException {
    var ref = blob.ref();
    Statements.execute(
        connection,
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
  public static Optional<byte[]> content(BlobRef ref, Connection connection) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select content from blob where digest = ? and content is not null")) {
      select.setString(1, ref.digest().hex());
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }
}
