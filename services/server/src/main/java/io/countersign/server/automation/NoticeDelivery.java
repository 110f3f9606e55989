package io.countersign.server.automation;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.AddressedNotifier;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.process.OnceOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The delivery of one notice by the routes: a receiver that is down is tried again; one that
 * refuses is not.
 */
@Component
public final class NoticeDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeDelivery.class);

  private final NoticeRoutes routes;
  private final NoticeDetails details;

  public NoticeDelivery(NoticeRoutes routes, NoticeDetails details) {
    this.routes = routes;
    this.details = details;
  }

  /**
   * Tells each of the receiver's targets once.
   *
   * @param part which of the event's notices it is
   * @throws IllegalStateException to have its automation try again
   */
  public void tell(
      ApprovalNotifier notifier,
      Notice notice,
      RecordedEvent recorded,
      String part,
      OnceOnly once) {
    var news = new RoutedNotice(notice, recorded.position(), part);
    for (var target : routes.targets(notifier.name(), news)) {
      var name = target.name().isEmpty() ? part : part + " " + target.name();
      once.tell(name, () -> send(notifier, target, news));
    }
  }

  /**
   * Tells one target.
   *
   * @throws IllegalStateException when it may be tried again
   */
  public void send(ApprovalNotifier notifier, NoticeTarget target, RoutedNotice news) {
    switch (sent(notifier, target, details.of(news.notice(), target.person()))) {
      case Outcome.Ok<NoticeReceipt> _ -> routes.told(notifier.name(), target, news);
      case Outcome.Failed<NoticeReceipt> failed -> {
        if (failed.category().retryable()) {
          throw new IllegalStateException(failed.code() + " " + failed.message());
        }
        LOG.warn("{} refused a notice: {} {}", notifier.name(), failed.code(), failed.message());
        routes.refused(notifier.name(), target, news, failed.code() + " " + failed.message());
      }
    }
  }

  /** It's about what somebody muted: nobody is told. */
  public void muted(ApprovalNotifier notifier, Notice notice, RecordedEvent recorded, String part) {
    routes.muted(notifier.name(), new RoutedNotice(notice, recorded.position(), part));
  }

  private static Outcome<NoticeReceipt> sent(
      ApprovalNotifier notifier, NoticeTarget target, Notice notice) {
    return !target.addresses().isEmpty() && notifier instanceof AddressedNotifier addressed
        ? addressed.notify(notice, target.addresses())
        : notifier.notify(notice);
  }
}
