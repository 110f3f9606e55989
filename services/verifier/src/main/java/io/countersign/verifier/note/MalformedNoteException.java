package io.countersign.verifier.note;

/** A text that isn't what its format demands: a note, a head, a key or a policy. */
public final class MalformedNoteException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedNoteException(String why) {
    super(why);
  }

  /** The message, which there always is. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
