package io.countersign.domain.audit;

import io.countersign.domain.CapabilityFacts;
import java.util.List;

/** The facts of what witnesses know beyond the record. */
public interface RollbackFacts extends CapabilityFacts {
  /** What contradicts the record and was accepted by nobody. */
  List<Claim> open();

  /**
   * The word of a witness that cosigned what the record doesn't have.
   *
   * @param size of the tree that it cosigned
   * @param forked whether this record's tree isn't as that one begins; else that one is larger
   * @param head the position of the record's last event when that was noticed
   */
  record Claim(String witness, long size, boolean forked, long head) {
    /** In a witness's place: the record's own log, which needs no witness to tell. */
    public static final String OWN_TREE = "this log's own tree";

    public String words() {
      var did = witness.equals(OWN_TREE) ? "has" : "cosigned";
      return forked
          ? "%s cosigned another tree of %s events".formatted(witness, size)
          : "%s %s %s events, and there were %s".formatted(witness, did, size, head);
    }
  }
}
