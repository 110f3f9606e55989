package io.countersign.server.automation;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The delivery of one notice: a receiver that is down is tried again; one that refuses is not. */
public final class NoticeDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeDelivery.class);

  private NoticeDelivery() {}

  /**
   * @throws IllegalStateException to have its automation try again
   */
  public static void deliver(ApprovalNotifier notifier, Notice notice) {
    if (notifier.notify(notice) instanceof Outcome.Failed<NoticeReceipt> failed) {
      if (failed.category().retryable()) {
        throw new IllegalStateException(failed.code() + " " + failed.message());
      }
      LOG.warn("{} refused a notice: {} {}", notifier.name(), failed.code(), failed.message());
    }
  }
}
