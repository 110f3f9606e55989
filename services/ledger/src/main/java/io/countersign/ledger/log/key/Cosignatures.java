package io.countersign.ledger.log.key;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Cosignatures of tree heads: those of witnesses, each with a time (C2SP tlog-cosignature). */
public final class Cosignatures {
  private static final String ED25519_FORM = "cosignature/v1\ntime %s\n%s";
  private static final int ID_BYTES = 4;
  private static final int SIZE_LINE = 1;
  private static final int ROOT_LINE = 2;

  private Cosignatures() {}

  /**
   * When a key cosigned a checkpoint; empty where the line isn't a cosignature of that key over
   * that checkpoint.
   *
   * @param line of a note, without its newline
   * @param note the checkpoint, with or without signatures below it
   */
  public static Optional<Instant> time(NoteKey key, String line, String note) {
    var signed = signed(key, line);
    if (signed.length <= Long.BYTES) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(signed).getLong();
    var signature = Arrays.copyOfRange(signed, Long.BYTES, signed.length);
    var body = note.substring(0, note.indexOf("\n\n") + 1);
    return seconds >= 0
            && seconds <= Instant.MAX.getEpochSecond()
            && verifies(key, body, seconds, signature)
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  private static boolean verifies(NoteKey key, String body, long seconds, byte[] signature) {
    return switch (key.type()) {
      case NoteKey.COSIGNATURE_ED25519 ->
          NoteSignatures.verifies(
              new NoteKey(key.name(), NoteKey.ED25519, key.key()),
              ED25519_FORM.formatted(seconds, body),
              signature);
      case NoteKey.ML_DSA_44 ->
          NoteSignatures.verifies(key, treeHead(key, body, seconds), signature);
      default -> false;
    };
  }

  private static byte[] treeHead(NoteKey key, String body, long seconds) {
    var lines = body.split("\n", -1);
    return NoteSignatures.treeHead(
        key.name(),
        lines[0],
        seconds,
        Long.parseLong(lines[SIZE_LINE]),
        Base64.getDecoder().decode(lines[ROOT_LINE]));
  }

  /** What follows the key's id; nothing where the line is another key's, or none at all. */
  private static byte[] signed(NoteKey key, String line) {
    try {
      var bytes = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
      var rest = Arrays.copyOfRange(bytes, Math.min(ID_BYTES, bytes.length), bytes.length);
      return key.line(rest).equals(line) ? rest : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
