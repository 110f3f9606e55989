package io.countersign.connectors.spi.notice;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;

/**
 * A receiver outside that is told that an approval waits, escalates or was decided. Its name holds
 * no secret; its check tells whether a notice could be sent, without sending one.
 */
public interface ApprovalNotifier extends Connection {
  /**
   * Delivers once; whoever calls retries, as long as the failure's category allows it.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry); REFUSED, UNAUTHORISED, NOT_FOUND
   *     (not to retry)
   */
  Outcome<NoticeReceipt> notify(Notice notice);

  /** How long one delivery takes at most: so long nobody else delivers the same. */
  Duration timeout();
}
