package io.countersign.connectors.servicenow;

import io.countersign.connectors.poll.ListPlace;
import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The poll of both tables, and of what approvers say: by parts, so that it goes on however much was
 * changed. Where little was, one answer tells all of it.
 */
final class ServiceNowPoll {
  private static final int PAGE = 200;

  /** So many that tell nothing are read for one answer. */
  private static final int MOST_PAGES = 50;

  private static final List<ServiceNowTable> TABLES =
      List.of(ServiceNowTable.INCIDENT, ServiceNowTable.CHANGE_REQUEST);

  /** The tables, and approvers' rows. */
  private static final int LISTS = TABLES.size() + 1;

  private final ServiceNowSettings settings;
  private final ServiceNowClient client;
  private final ServiceNowRecords records;
  private final InstantSource clock;
  private final ServiceNowApproverRows approvers;

  ServiceNowPoll(
      ServiceNowSettings settings,
      ServiceNowClient client,
      ServiceNowRecords records,
      InstantSource clock) {
    this.settings = settings;
    this.client = client;
    this.records = records;
    this.clock = clock;
    this.approvers = new ServiceNowApproverRows(client, records);
  }

  /**
   * A part of one of the lists.
   *
   * @param next the place behind it
   */
  private record Part(List<Ticket> tickets, int unreadable, ListPlace next, Instant at) {}

  Outcome<TicketChanges> changes(PollCursor cursor) {
    return ListPlace.parse(cursor.page())
        .map(it -> changes(cursor, it))
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER, FailureCode.REFUSED, "not a cursor of this system"));
  }

  private Outcome<TicketChanges> changes(PollCursor cursor, ListPlace from) {
    var told = new ArrayList<Ticket>();
    int unreadable = 0;
    var place = from;
    var at = cursor;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      switch (part(place, since(cursor))) {
        case Outcome.Failed<Part> failed -> {
          return failed.as();
        }
        case Outcome.Ok<Part>(var part) -> {
          told.addAll(part.tickets());
          unreadable += part.unreadable();
          var begun = at.begun() == null ? part.at() : at.begun();
          if (part.next().list() == LISTS) {
            var all = cursor.page().isEmpty() ? List.copyOf(told) : List.<Ticket>of();
            return Outcome.ok(answer(cursor, told, at.nextPoll(begun, all), false, unreadable));
          }
          boolean goesOn = part.next().list() == place.list();
          place = part.next();
          at = at.nextPage(begun, place.toString());
          if (goesOn && !told.isEmpty()) {
            return Outcome.ok(answer(cursor, told, at, true, unreadable));
          }
        }
      }
    }
    return Outcome.ok(answer(cursor, told, at, true, unreadable));
  }

  private Outcome<Part> part(ListPlace place, Instant since) {
    return place.list() < TABLES.size()
        ? part(TABLES.get(place.list()), place, since)
        : approvers
            .changedSince(since, place)
            .then(it -> Outcome.ok(new Part(it.changes(), 0, it.next(), orNow(it.date()))));
  }

  private Outcome<Part> part(ServiceNowTable table, ListPlace place, Instant since) {
    var query =
        "sys_updated_on>="
            + ServiceNowRecord.time(since)
            + (settings.watch().isEmpty() ? "" : "^" + settings.watch());
    return client
        .part(table.table(), query, records.columns(List.of()), PAGE, place)
        .then(
            it -> {
              var read = records.tickets(table, it.rows());
              int unreadable = it.rows().size() - read.size();
              return Outcome.ok(new Part(read, unreadable, it.next(), orNow(it.date())));
            });
  }

  private Instant orNow(@Nullable Instant at) {
    return at == null ? clock.instant() : at;
  }

  private Instant since(PollCursor cursor) {
    return cursor.from().minus(settings.overlap());
  }

  private static TicketChanges answer(
      PollCursor cursor, List<Ticket> told, PollCursor next, boolean more, int unreadable) {
    var fresh = new LinkedHashMap<String, Ticket>();
    told.stream()
        .filter(it -> !cursor.wasTold(it))
        .sorted(Comparator.comparing(Ticket::updatedAt))
        .forEach(it -> fresh.put(it.reference().id(), it));
    return new TicketChanges(List.copyOf(fresh.values()), next.toString(), more, unreadable);
  }
}
