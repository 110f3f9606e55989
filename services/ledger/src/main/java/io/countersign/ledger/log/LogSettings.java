package io.countersign.ledger.log;

import io.countersign.ledger.log.key.LogKeyStore;

/**
 * The settings of the log.
 *
 * @param keys where its keys are; the first ones are made there
 * @param origin its name, for a log that has none yet; empty for one that is made up
 * @param cosigners whom publication waits for
 */
public record LogSettings(LogKeyStore keys, String origin, Cosigners cosigners) {
  /** The tree grows, and nobody signs its heads. */
  public static final LogSettings UNSIGNED = new LogSettings(LogKeyStore.NONE, "", Cosigners.NONE);
}
