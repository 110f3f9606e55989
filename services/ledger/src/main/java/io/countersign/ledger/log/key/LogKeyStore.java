package io.countersign.ledger.log.key;

import java.util.Optional;

/** The place where the log's keys are kept. Whoever else can read it can speak for this log. */
public interface LogKeyStore {
  /** No place: the tree grows, and nobody signs its heads. */
  LogKeyStore NONE =
      new LogKeyStore() {
        @Override
        public Optional<CheckpointSigner> current() {
          return Optional.empty();
        }

        @Override
        public Optional<CheckpointSigner> next() {
          return Optional.empty();
        }

        @Override
        public CheckpointSigner create(String origin) {
          throw new UnusableKeyException("there is no place for a key of the log");
        }

        @Override
        public CheckpointSigner prepare(String origin) {
          throw new UnusableKeyException("there is no place for a key of the log");
        }

        @Override
        public void promote() {
          throw new UnusableKeyException("there is no place for a key of the log");
        }
      };

  /**
   * The key that signs; empty before the first was made.
   *
   * @throws UnusableKeyException where there is one that may not be used
   */
  Optional<CheckpointSigner> current();

  /** The one that takes over once the log says so; empty while none was prepared. */
  Optional<CheckpointSigner> next();

  /** Makes the log's first key, durable before it signs anything. */
  CheckpointSigner create(String origin);

  /** Makes the next key, or answers the one that was made and didn't take over yet. */
  CheckpointSigner prepare(String origin);

  /** Has the next key take the place of the current one, whatever happens meanwhile. */
  void promote();
}
