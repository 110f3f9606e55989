package io.countersign.server.calendar;

import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.calendar.CalendarEvent;
import io.countersign.domain.calendar.CalendarFeedEvent;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.ledger.process.OnceOnly;
import io.countersign.server.automation.Automation;
import io.countersign.server.automation.NoticeDelivery;
import io.countersign.server.config.Connections;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The notices about calendars, to each receiver that is configured: one isn't what somebody thinks
 * that it is.
 */
@Component
final class CalendarNotices implements Automation {
  private final Ledger ledger;
  private final Calendars calendars;
  private final Connections connections;
  private final NoticeDelivery delivery;

  CalendarNotices(
      Ledger ledger, Calendars calendars, Connections connections, NoticeDelivery delivery) {
    this.delivery = delivery;
    this.ledger = ledger;
    this.calendars = calendars;
    this.connections = connections;
  }

  @Override
  public void begin(String url) {
    connections.notifiers().forEach(it -> register(it, url));
  }

  /**
   * @param address where this server is reached by people, without a slash at its end
   */
  void register(ApprovalNotifier notifier, String address) {
    ledger.automationTelling(
        "notify-calendar-" + notifier.name(),
        Set.of(
            CalendarEvent.EntriesRecorded.class,
            CalendarEvent.Recomputed.class,
            CalendarFeedEvent.FeedFailed.class),
        notifier.timeout(),
        (recorded, once) -> tell(recorded, once, notifier, address));
  }

  private void tell(
      RecordedEvent recorded, OnceOnly once, ApprovalNotifier notifier, String address) {
    switch (recorded.event()) {
      case CalendarEvent.EntriesRecorded e ->
          skipped(e, recorded, address)
              .ifPresent(it -> deliver(e.calendar(), it, recorded, once, notifier));
      case CalendarEvent.Recomputed e ->
          recomputed(e, recorded, address)
              .ifPresent(it -> deliver(e.calendar(), it, recorded, once, notifier));
      case CalendarFeedEvent.FeedFailed e ->
          deliver(
              e.calendar(),
              notice(
                  Notice.Kind.CALENDAR_FEED_FAILED,
                  e.calendar(),
                  "isn't read any more, and stays as it was read last",
                  e.reason(),
                  recorded,
                  address),
              recorded,
              once,
              notifier);
      default -> {}
    }
  }

  /** As the calendar is by now. */
  private Optional<Notice> skipped(
      CalendarEvent.EntriesRecorded e, RecordedEvent recorded, String address) {
    return calendars
        .find(e.calendar())
        .filter(_ -> e.last())
        .map(it -> CalendarDifference.skipped(it.definition(), recorded.at()))
        .filter(it -> !it.isEmpty())
        .map(
            it ->
                notice(
                    Notice.Kind.CALENDAR_SKIPS,
                    e.calendar(),
                    "has times at which it never takes place",
                    "The clock jumps over "
                        + it.getFirst()
                        + " and all of that time, or its rule is over before that.",
                    recorded,
                    address));
  }

  private Optional<Notice> recomputed(
      CalendarEvent.Recomputed e, RecordedEvent recorded, String address) {
    return e.changes() == 0
        ? Optional.empty()
        : Optional.of(
            notice(
                Notice.Kind.CALENDAR_RECOMPUTED,
                e.calendar(),
                "takes place at other times",
                "The time zone database "
                    + e.tzdata()
                    + " changes "
                    + e.changes()
                    + " of its times; the record lists them.",
                recorded,
                address));
  }

  private static Notice notice(
      Notice.Kind kind,
      CalendarId calendar,
      String what,
      String because,
      RecordedEvent recorded,
      String address) {
    return Notice.ofInstallation(
        kind,
        "the calendar " + calendar.name() + " " + what,
        because,
        address + "/api/v1/calendars/" + calendar.name(),
        recorded.at());
  }

  private void deliver(
      CalendarId about,
      Notice notice,
      RecordedEvent recorded,
      OnceOnly once,
      ApprovalNotifier notifier) {
    delivery.tell(notifier, notice, recorded, about.value(), once);
  }
}
