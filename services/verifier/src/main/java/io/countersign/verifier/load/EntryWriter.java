package io.countersign.verifier.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes an entry's bytes anew into one array, texts escaped as RFC 8785 demands. */
final class EntryWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int WORST = 6; // bytes that one becomes: u and four digits after a backslash

  private byte[] bytes = new byte[1 << 17];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  EntryWriter raw(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  EntryWriter raw(byte[] source) {
    return raw(source, 0, source.length);
  }

  EntryWriter text(byte[] source, int from, int to) {
    room((to - from) * WORST + 2);
    bytes[length++] = '"';
    for (int i = from; i < to; i++) {
      byte c = source[i];
      if (c < 0 || (c >= ' ' && c != '"' && c != '\\')) {
        bytes[length++] = c;
      } else {
        escape(c);
      }
    }
    bytes[length++] = '"';
    return this;
  }

  private void escape(byte c) {
    bytes[length++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[length++] = c;
      case '\b' -> bytes[length++] = 'b';
      case '\f' -> bytes[length++] = 'f';
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[c >> 4];
        bytes[length++] = HEX[c & 15];
      }
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
