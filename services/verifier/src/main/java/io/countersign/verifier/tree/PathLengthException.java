package io.countersign.verifier.tree;

import java.util.Locale;

/** A proof with more or fewer hashes than its sizes demand. */
public final class PathLengthException extends Exception {
  private static final long serialVersionUID = 1;

  PathLengthException(int needed, int given) {
    super(
        String.format(
            Locale.ROOT, "the proof holds %d hashes where exactly %d are needed", given, needed));
  }

  /** The message, which there always is. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
