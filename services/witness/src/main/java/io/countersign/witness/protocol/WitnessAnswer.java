package io.countersign.witness.protocol;

/** The answers to {@code add-checkpoint}. */
public sealed interface WitnessAnswer {
  /** 200: the witness's signature lines. */
  record Cosigned(String lines) implements WitnessAnswer {}

  /** 400. */
  record Malformed(String reason) implements WitnessAnswer {}

  /** 403: no signature of a key that is trusted for this log, or a wrong one of such a key. */
  record Unsigned(String reason) implements WitnessAnswer {}

  /** 404. */
  record UnknownLog() implements WitnessAnswer {}

  /** 409 with the size that the witness knows, which isn't the one that was sent. */
  record OtherSize(long size) implements WitnessAnswer {}

  /** 409 without a size: the log signed two trees of one size. */
  record OtherRoot() implements WitnessAnswer {}

  /** 422. */
  record Unproved(String reason) implements WitnessAnswer {}

  /** 503: the witness can't or mustn't sign now. Nothing was signed. */
  record Unavailable(String reason) implements WitnessAnswer {}
}
