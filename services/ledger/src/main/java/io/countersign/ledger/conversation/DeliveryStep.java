package io.countersign.ledger.conversation;

import io.countersign.domain.Reference;
import java.time.Duration;

/** One step of a message's delivery, as it's to be noted. */
public sealed interface DeliveryStep {
  /**
   * It's there.
   *
   * @param digest of what it shows
   * @param settled whether what it shows stays so unless something else happens
   */
  record Posted(Reference reference, String digest, boolean settled) implements DeliveryStep {}

  /** It shows something else. */
  record Updated(String digest, boolean settled) implements DeliveryStep {}

  /** It shows the latest already; nothing was sent. */
  record Unchanged(boolean settled) implements DeliveryStep {}

  /**
   * Lines of its thread are told.
   *
   * @param upTo position
   * @param sent whether anything was sent for it
   */
  record Told(long upTo, boolean sent) implements DeliveryStep {}

  /** Somebody removed it: it's posted anew. */
  record Removed() implements DeliveryStep {}

  /** It can't be rendered yet. */
  record Postponed(Duration pause) implements DeliveryStep {}

  /**
   * It failed.
   *
   * @param pause until it's tried again
   * @param channelPause until anything is sent there again
   * @param ofChannel whether it's the channel's failing, and not this message's
   */
  record Failed(String code, Duration pause, Duration channelPause, boolean ofChannel)
      implements DeliveryStep {}
}
