package io.countersign.witness.protocol;

/** The answers to {@code add-checkpoint}. */
public sealed interface AddCheckpointAnswer {
  /** 200: the witness's signature lines. */
  record Cosigned(String lines) implements AddCheckpointAnswer {}

  /** 400. */
  record Malformed(String reason) implements AddCheckpointAnswer {}

  /** 403: no signature of a key that is trusted for this log, or a wrong one of such a key. */
  record Unsigned(String reason) implements AddCheckpointAnswer {}

  /** 404. */
  record UnknownLog() implements AddCheckpointAnswer {}

  /** 409 with the size that the witness knows, which isn't the one that was sent. */
  record OtherSize(long size) implements AddCheckpointAnswer {}

  /** 409 without a size: the log signed two trees of one size. */
  record OtherRoot() implements AddCheckpointAnswer {}

  /** 422. */
  record Unproved(String reason) implements AddCheckpointAnswer {}

  /** 503: the witness can't or mustn't sign now. Nothing was signed. */
  record Unavailable(String reason) implements AddCheckpointAnswer {}
}
