package io.countersign.verifier.note;

import java.util.Base64;

/**
 * Base64 of RFC 4648 section 4 with padding, in the one form that encoding gives: a bit that
 * decoding would overlook makes it another text.
 */
final class StrictBase64 {
  private StrictBase64() {}

  static byte[] decode(String text) throws MalformedNoteException {
    try {
      var bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("not base64: " + Excerpt.of(text));
    }
    throw new MalformedNoteException("not canonical base64: " + Excerpt.of(text));
  }
}
