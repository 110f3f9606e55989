package io.countersign.ledger.log;

import io.countersign.ledger.postgres.Transactions;

/** The log as the ledger runs it: it grows, its heads are published, and it's there to be read. */
public final class RecordLog implements AutoCloseable {
  private final LogSequencer sequencer;
  private final CheckpointPublisher publisher;
  private final ProvableRecord provable;

  public RecordLog(Transactions transactions, LogSettings settings) {
    var keyring = new LogKeyring(settings.keys(), settings.origin());
    provable = new ProvableRecord(transactions, settings.cosigners());
    publisher =
        new CheckpointPublisher(transactions, keyring, settings.cosigners(), provable::published);
    sequencer = new LogSequencer(transactions, LogSequencer.BATCH, publisher::wake);
  }

  public void start() {
    sequencer.start();
    publisher.start();
  }

  /** Somebody committed: here, or on another server. */
  public void wake() {
    sequencer.wake();
  }

  public ProvableRecord provable() {
    return provable;
  }

  @Override
  public void close() {
    sequencer.close();
    publisher.close();
  }
}
