package io.countersign.domain.policy.bundle;

import io.countersign.domain.Digest;
import io.countersign.domain.StandaloneEvent;

/** A fact about policy text outside of the record, which has no say. */
public sealed interface PolicyFilesEvent extends StandaloneEvent {
  /**
   * Files on a server's disk aren't what is in force any more, though nobody proposed them.
   *
   * @param found the digest of the bundle that they would make
   * @param inForce the digest of the one in force
   */
  record FilesDiffered(Digest found, Digest inForce) implements PolicyFilesEvent {
    /** Once for the same two. */
    public String key() {
      return found.hex() + "/" + inForce.hex();
    }
  }
}
