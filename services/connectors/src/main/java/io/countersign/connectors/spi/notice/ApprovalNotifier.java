package io.countersign.connectors.spi.notice;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;

/** Tells somebody outside that an approval waits, escalates or was decided. */
public interface ApprovalNotifier {
  /** The configured name or address, without secrets. */
  String name();

  /**
   * Delivers once; whoever calls retries, as long as the failure's category allows it.
   *
   * @return failures: UNREACHABLE, TIMEOUT, BAD_ANSWER (to retry); REFUSED, UNAUTHORISED, NOT_FOUND
   *     (not to retry)
   */
  Outcome<NoticeReceipt> notify(Notice notice);

  /** Whether a notice could be sent, as far as that can be told without sending one. */
  ConnectionHealth check();
}
