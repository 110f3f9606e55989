package io.countersign.verifier.note;

/** The rule for a key's name: there is one, without Unicode spaces, plus signs or controls. */
final class KeyName {
  private static final int NEXT_LINE = 0x85;

  private KeyName() {}

  static String check(String name) throws MalformedNoteException {
    if (name.isEmpty() || !name.codePoints().allMatch(KeyName::allowed)) {
      throw new MalformedNoteException("no name of a key: " + Excerpt.of(name));
    }
    return name;
  }

  private static boolean allowed(int c) {
    return c != '+'
        && c >= ' '
        && c != NEXT_LINE
        && !Character.isSpaceChar(c)
        && !Character.isWhitespace(c);
  }
}
