package io.countersign.verifier.note;

/** The ways in which a signed head fails a policy. */
public enum HeadFault {
  MALFORMED,
  ORIGIN,
  SIGNATURE,
  QUORUM,
  COSIGNATURE_TIME
}
