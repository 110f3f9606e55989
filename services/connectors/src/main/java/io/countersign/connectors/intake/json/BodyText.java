package io.countersign.connectors.intake.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of a body of JSON, in the encoding that its first bytes show. */
final class BodyText {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private BodyText() {}

  /** Bytes that are none of it are replaced. */
  static char[] of(byte[] body) {
    var text = new String(body, encoding(body));
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return (marked ? text.substring(1) : text).toCharArray();
  }

  /** JSON begins with two characters of ASCII, or a mark (RFC 4627, section 3). */
  private static Charset encoding(byte[] body) {
    if (body.length < 4) {
      return StandardCharsets.UTF_8;
    }
    int first = (body[0] & 0xff) << 8 | (body[1] & 0xff);
    int next = (body[2] & 0xff) << 8 | (body[3] & 0xff);
    if (first == 0 && (next == 0xfeff || next < 0x100)) {
      return StandardCharsets.UTF_32BE;
    }
    if (next == 0 && (first == 0xfffe || (first & 0xff) == 0)) {
      return StandardCharsets.UTF_32LE;
    }
    if (first == 0xfeff || (first & 0xff00) == 0) {
      return StandardCharsets.UTF_16BE;
    }
    return first == 0xfffe || (first & 0xff) == 0
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }
}
