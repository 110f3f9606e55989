package io.countersign.verifier.load;

import io.countersign.verifier.tree.TreeHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * Finds the blobs that a payload names. The payload is canonical, so a reference is written in one
 * way only, and its beginning can't stand inside a text, where each quote has a backslash before
 * it.
 */
final class BlobNames {
  private static final byte[] BEGIN = "{\"digest\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\{\"digest\":\"([0-9a-f]{64})\",\"mediaType\":(\"(?:[^\"\\\\]|\\\\.){0,2000}\"),"
              + "\"size\":(0|[1-9][0-9]{0,15})}");

  private final RecordSpool blobs;
  private final MessageDigest digest = TreeHasher.sha256();

  BlobNames(RecordSpool blobs) {
    this.blobs = blobs;
  }

  void find(long leaf, byte[] payload, int from, int to) throws IOException {
    for (int i = from; i < to - BEGIN.length; i++) {
      if (payload[i] == '{' && begins(payload, i)) {
        named(leaf, payload, i, to);
      }
    }
  }

  private static boolean begins(byte[] payload, int at) {
    for (int i = 1; i < BEGIN.length; i++) {
      if (payload[at + i] != BEGIN[i]) {
        return false;
      }
    }
    return true;
  }

  private void named(long leaf, byte[] payload, int from, int to) throws IOException {
    var text = new String(payload, from, Math.min(to - from, 8192), StandardCharsets.UTF_8);
    var reference = REFERENCE.matcher(text);
    if (reference.lookingAt()) {
      blobs.add(
          new BlobRow(
                  reference.group(1),
                  leaf,
                  Long.parseLong(reference.group(3)),
                  mediaType(reference.group(2)),
                  BlobRow.State.NAMED)
              .bytes());
    }
  }

  /**
   * @param quoted as JSON has it
   */
  long mediaType(String quoted) {
    return ByteBuffer.wrap(digest.digest(quoted.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
