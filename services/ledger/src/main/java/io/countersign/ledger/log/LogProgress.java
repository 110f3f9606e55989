package io.countersign.ledger.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the log has come.
 *
 * @param head the position of the record's last event
 * @param size up to which position the tree reaches
 * @param published up to which position the last published head reaches; 0 before the first
 * @param publishedAt when that was made; null before the first
 * @param quorum the witnesses that publication waits for, in words; {@code none} where it doesn't
 * @param attemptedAt when publication was last tried; null before the first time
 * @param problem why it didn't come about then; empty where it did
 */
public record LogProgress(
    long head,
    long size,
    long published,
    @Nullable Instant publishedAt,
    String quorum,
    @Nullable Instant attemptedAt,
    String problem) {
  /** How many events wait for their place in the tree. */
  public long lag() {
    return Math.max(0, head - size);
  }

  /** How many are in the tree but under no published head. */
  public long unpublished() {
    return Math.max(0, size - published);
  }
}
