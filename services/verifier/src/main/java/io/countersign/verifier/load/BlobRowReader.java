package io.countersign.verifier.load;

import io.countersign.verifier.record.FaultCode;
import io.countersign.verifier.record.Mismatch;
import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Looks at each blob's row: whether it's whole, erased or neither, and whether its digest fits. */
final class BlobRowReader {
  static final List<String> COLUMNS =
      List.of("digest", "salt", "media_type", "size", "content", "erased_at");

  private static final int DIGEST = 0;
  private static final int SALT = 1;
  private static final int MEDIA_TYPE = 2;
  private static final int SIZE = 3;
  private static final int CONTENT = 4;
  private static final int ERASED_AT = 5;
  private static final int SALT_LENGTH = 32;

  private final RecordParts parts;
  private final BlobNames names;

  BlobRowReader(RecordParts parts) {
    this.parts = parts;
    this.names = new BlobNames(parts.blobs);
  }

  void take(RowBatch row) throws IOException {
    var digest = row.text(0, DIGEST);
    if (!digest.matches("[0-9a-f]{64}")) {
      parts.tileFaults.add(new Mismatch(FaultCode.BLOB, "a blob under no digest"));
      return;
    }
    var type = new EntryWriter().text(row.bytes(), row.from(0, MEDIA_TYPE), row.to(0, MEDIA_TYPE));
    var quoted = new String(type.bytes(), 0, type.length(), StandardCharsets.UTF_8);
    parts.blobs.add(
        new BlobRow(
                digest,
                BlobRow.ROW,
                row.number(0, SIZE).orElse(-1L),
                names.mediaType(quoted),
                state(row, digest))
            .bytes());
  }

  private static BlobRow.State state(RowBatch row, String digest) {
    boolean salt = !row.isNull(0, SALT);
    boolean content = !row.isNull(0, CONTENT);
    boolean erased = !row.isNull(0, ERASED_AT);
    if (!salt && !content && erased) {
      return BlobRow.State.ERASED;
    }
    if (!salt || !content || erased) {
      return BlobRow.State.MIXED;
    }
    return fits(row, digest) ? BlobRow.State.KEPT : BlobRow.State.CHANGED;
  }

  private static boolean fits(RowBatch row, String digest) {
    var salt = bytes(row, SALT);
    var content = bytes(row, CONTENT);
    if (salt.isEmpty() || content.isEmpty() || salt.get().length != SALT_LENGTH) {
      return false;
    }
    var hash = TreeHasher.sha256();
    hash.update(salt.get());
    return HexFormat.of().formatHex(hash.digest(content.get())).equals(digest)
        && row.number(0, SIZE).orElse(-1L) == content.get().length;
  }

  private static Optional<byte[]> bytes(RowBatch row, int column) {
    return CopyText.bytea(row.bytes(), row.from(0, column), row.to(0, column));
  }
}
