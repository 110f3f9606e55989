package io.countersign.verifier.note;

/** A size or an index as the formats write it: ASCII digits, no sign, no leading zero. */
public final class DecimalText {
  private DecimalText() {}

  public static long parse(String text) throws MalformedNoteException {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new MalformedNoteException("not a decimal number: " + Excerpt.of(text));
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedNoteException("too large a number: " + Excerpt.of(text));
    }
  }
}
