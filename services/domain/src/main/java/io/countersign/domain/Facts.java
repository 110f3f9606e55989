package io.countersign.domain;

/**
 * The facts that a decision may read outside of its aggregate (invariant 15). The ledger answers
 * from tables that are written while commands are handled, in the command's own transaction.
 * Deciders put into their events what they relied on.
 */
public interface Facts {
  /**
   * @throws IllegalArgumentException when nobody provides them, which is a defect of the wiring
   */
  <F extends CapabilityFacts> F of(Class<F> kind);

  /** Of a command on its way to the ledger, which puts in those of the transaction. */
  Facts NONE =
      new Facts() {
        @Override
        public <F extends CapabilityFacts> F of(Class<F> kind) {
          throw new IllegalArgumentException("no facts outside of a transaction: " + kind);
        }
      };
}
