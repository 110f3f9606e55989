package io.countersign.verifier.testing;

import io.countersign.verifier.tree.TreeHasher;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A row of the table of blobs, which tests change at will. */
public final class BlobColumns {
  public final String digest;
  public byte @Nullable [] salt;
  public byte @Nullable [] content;
  public String mediaType = "text/plain; x=\"1\"";
  public long size;
  public boolean erased;

  public BlobColumns(byte[] salt, byte[] content) {
    this.salt = salt;
    this.content = content;
    this.size = content.length;
    var hash = TreeHasher.sha256();
    hash.update(salt);
    this.digest = HexFormat.of().formatHex(hash.digest(content));
  }

  private BlobColumns(BlobColumns of) {
    digest = of.digest;
    salt = of.salt;
    content = of.content;
    mediaType = of.mediaType;
    size = of.size;
    erased = of.erased;
  }

  public BlobColumns copy() {
    return new BlobColumns(this);
  }

  public String reference() {
    return "{\"digest\":\""
        + digest
        + "\",\"mediaType\":"
        + EventColumns.quoted(mediaType)
        + ",\"size\":"
        + size
        + "}";
  }

  public void erase() {
    salt = null;
    content = null;
    erased = true;
  }

  String row() {
    return String.join(
        "\t",
        digest,
        hex(salt),
        EventColumns.copied(mediaType),
        String.valueOf(size),
        hex(content),
        erased ? "2026-01-01 00:00:00+00" : "\\N");
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "\\N" : "\\\\x" + HexFormat.of().formatHex(bytes);
  }
}
