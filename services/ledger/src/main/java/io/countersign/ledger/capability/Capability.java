package io.countersign.ledger.capability;

import io.countersign.ledger.View;
import io.countersign.ledger.axon.AggregateKind;
import io.countersign.ledger.codec.Vocabulary;
import java.util.List;

/**
 * One capability as the ledger runs it: its vocabulary, its kinds of aggregates, the facts that
 * decisions read, and its views. The committer, the codec and the views name none; it's listed
 * once, as its {@link Vocabulary}.
 */
public interface Capability extends Vocabulary {
  default List<AggregateKind<?, ?, ?>> aggregates() {
    return List.of();
  }

  /** Made anew for each ledger, since they hold what a batch has left. */
  default BatchParts batchParts() {
    return BatchParts.NONE;
  }

  /**
   * The same where decisions depend on who vouches for the record.
   *
   * @param quorum the witnesses that this server's policy asks for, in words
   */
  default BatchParts batchParts(String quorum) {
    return batchParts();
  }

  /** Views don't depend on each other. */
  default List<View> views() {
    return List.of();
  }
}
