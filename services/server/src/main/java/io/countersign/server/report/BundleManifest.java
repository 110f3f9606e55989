package io.countersign.server.report;

import io.countersign.ledger.log.key.CheckpointSigner;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The list of a bundle's files with their digests, as a note that the log's key signs: also the
 * pages, which nobody makes again, can't be edited then. Its first line is no log's name.
 */
final class BundleManifest {
  private static final String FORM = "countersign-report-files/1\n";

  private final StringBuilder lines = new StringBuilder();

  /** A file whose bytes are written to the answer; closing it ends the file, not the bundle. */
  OutputStream file(String name, OutputStream out) {
    var digest = sha256();
    return new FilterOutputStream(out) {
      @Override
      public void write(int b) throws IOException {
        digest.update((byte) b);
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        out.write(bytes, from, length);
      }

      @Override
      public void close() {
        lines.append(HexFormat.of().formatHex(digest.digest())).append("  ").append(name);
        lines.append('\n');
      }
    };
  }

  byte[] signed(CheckpointSigner signer) {
    var text = FORM + signer.key().name() + "\n" + lines;
    var line = signer.key().line(signer.sign(text));
    return (text + "\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
