package io.countersign.verifier.record;

import io.countersign.verifier.note.HeadFault;

/** The kinds of mismatches, by the codes that are shown. */
public enum FaultCode {
  MALFORMED,
  ORIGIN,
  SIGNATURE,
  QUORUM,
  COSIGNATURE_TIME,
  PATH_LENGTH,
  /** A root that isn't the one that the leaves or the proof lead to. */
  ROOT,
  /** An entry that isn't the one whose hash is in the tree. */
  LEAF,
  /** A leaf that should be there. */
  MISSING,
  /** Lines or leaves in another order, or twice. */
  ORDER,
  /** An entry that says another position than the one at which it lies, or isn't canonical. */
  ENTRY,
  SEQUENCE,
  TILE,
  CHECKPOINT,
  /** Not consistent with a head that was kept elsewhere. */
  KEPT_HEAD,
  BLOB,
  ROTATION,
  /** A file of a report that isn't what the leaves give. */
  REPORT,
  STATE;

  public static FaultCode of(HeadFault fault) {
    return switch (fault) {
      case MALFORMED -> MALFORMED;
      case ORIGIN -> ORIGIN;
      case SIGNATURE -> SIGNATURE;
      case QUORUM -> QUORUM;
      case COSIGNATURE_TIME -> COSIGNATURE_TIME;
    };
  }
}
