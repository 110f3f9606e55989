package io.countersign.verifier.load;

import java.util.HexFormat;
import java.util.Optional;

/** The escapes of COPY's text format, and of {@code bytea} in it. */
final class CopyText {
  private CopyText() {}

  /**
   * @return the place in the target after the field
   */
  static int unescape(byte[] line, int from, int to, byte[] target, int at) {
    int out = at;
    for (int i = from; i < to; i++) {
      byte c = line[i];
      if (c == '\\' && i + 1 < to) {
        c = meaning(line[++i]);
      }
      target[out++] = c;
    }
    return out;
  }

  private static byte meaning(byte c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> c;
    };
  }

  /** The bytes of an unescaped field {@code \x...}. */
  static Optional<byte[]> bytea(byte[] field, int from, int to) {
    if (to - from < 2 || field[from] != '\\' || field[from + 1] != 'x' || (to - from) % 2 != 0) {
      return Optional.empty();
    }
    var bytes = new byte[(to - from - 2) / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = field[from + 2 + 2 * i];
      int low = field[from + 3 + 2 * i];
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return Optional.empty();
      }
      bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return Optional.of(bytes);
  }
}
