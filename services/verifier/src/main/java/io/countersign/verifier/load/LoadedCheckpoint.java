package io.countersign.verifier.load;

import io.countersign.verifier.tree.TreeHash;

/**
 * A checkpoint of the record whose signatures were looked at.
 *
 * @param published as the database says it
 */
public record LoadedCheckpoint(long size, TreeHash root, Standing standing, boolean published) {
  /** Whose word the checkpoint is. */
  public enum Standing {
    WITNESSED,
    /** The log has signed, and the policy asks for no witness. */
    LOG_ONLY,
    /** The log has signed, and of the witnesses that the policy asks for too few. */
    UNWITNESSED,
    /** No policy was given, so no key is known. */
    UNKNOWN,
    REFUSED
  }

  /** Tells whether the policy relies on it. */
  public boolean isRelied() {
    return standing == Standing.WITNESSED || standing == Standing.LOG_ONLY;
  }

  /** Tells whether it has a say in where a record was changed. */
  public boolean isSigned() {
    return standing != Standing.REFUSED;
  }
}
