package io.countersign.ledger.log;

/** The answer to who asks for the proof of an event. */
public sealed interface ProofAnswer {
  /**
   * @param text a C2SP tlog-proof with the entry as its extra data
   */
  record Proof(String text) implements ProofAnswer {}

  /**
   * It's recorded, and will be in the tree soon.
   *
   * @param size up to which position the tree reaches
   */
  record NotInTree(long size) implements ProofAnswer {}

  /**
   * It's in the tree, but under no published head yet.
   *
   * @param published up to which position the last published head reaches
   */
  record NotPublished(long published) implements ProofAnswer {}

  /** There is no event at this position. */
  record Unknown() implements ProofAnswer {}
}
