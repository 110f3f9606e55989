package io.countersign.ledger.log.key;

import java.util.Optional;

/**
 * Keys that somebody else looks after and hands over at the start, such as in the environment. To
 * rotate them, both are handed over, and the old one is taken away afterwards.
 */
public final class GivenLogKeys implements LogKeyStore {
  private CheckpointSigner current;
  private Optional<CheckpointSigner> next;

  private GivenLogKeys(CheckpointSigner current, Optional<CheckpointSigner> next) {
    this.current = current;
    this.next = next;
  }

  /**
   * @param current the text of a key
   * @param next of the one that it's to be rotated to; empty where it isn't
   * @throws UnusableKeyException for another text; the message holds no secret
   */
  public static GivenLogKeys of(String current, String next) {
    try {
      return new GivenLogKeys(
          LogKeyPairs.parse(current),
          next.isEmpty() ? Optional.empty() : Optional.of(LogKeyPairs.parse(next)));
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("the log's key: " + e.getMessage(), e);
    }
  }

  /** The text of a new key, for whoever looks after keys. */
  public static String generate(String origin) {
    return LogKeyPairs.generate(origin).text();
  }

  @Override
  public synchronized Optional<CheckpointSigner> current() {
    return Optional.of(current);
  }

  @Override
  public synchronized Optional<CheckpointSigner> next() {
    return next;
  }

  @Override
  public synchronized CheckpointSigner create(String origin) {
    return current;
  }

  @Override
  public synchronized CheckpointSigner prepare(String origin) {
    return next.orElseThrow(
        () ->
            new UnusableKeyException("the next key has to be handed over beside the present one"));
  }

  @Override
  public synchronized void promote() {
    current = prepare("");
    next = Optional.empty();
  }
}
