package io.countersign.connectors.servicenow;

import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.inventory.InventoryReading;
import io.countersign.connectors.spi.inventory.InventorySource;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.SiteName;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The incidents and change requests of one ServiceNow. */
public final class ServiceNowTicketing implements Ticketing, InventorySource {
  private final ServiceNowSettings settings;
  private final InstantSource clock;
  private final ServiceNowRecords records;
  private final ServiceNowDictionary dictionary;
  private final ServiceNowWrites writes;
  private final ServiceNowMoves moves;
  private final ServiceNowJournal journal;
  private final ServiceNowClient client;
  private final ServiceNowUsers users;
  private final ServiceNowPoll poll;
  private final ServiceNowChanges changes;

  ServiceNowTicketing(ServiceNowSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    client = new ServiceNowClient(settings, http);
    records = new ServiceNowRecords(settings, client);
    dictionary = new ServiceNowDictionary(client, clock);
    writes = new ServiceNowWrites(settings, client, records, dictionary);
    moves = new ServiceNowMoves(settings, client, records);
    users = new ServiceNowUsers(client, clock);
    journal = new ServiceNowJournal(settings, client, users);
    poll = new ServiceNowPoll(settings, client, records, clock);
    changes = new ServiceNowChanges(client, records, users);
  }

  @Override
  public String name() {
    return settings.name();
  }

  private static <T> Outcome<T> in(String kind, Function<ServiceNowTable, Outcome<T>> what) {
    return ServiceNowTable.of(kind)
        .map(what)
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER,
                    FailureCode.REFUSED,
                    "there are incident and change-request, and no " + kind));
  }

  @Override
  public ConnectionHealth check() {
    return switch (users.asked(settings.user())) {
      case Outcome.Failed<TicketUser> failed -> ConnectionAdvice.about(failed);
      case Outcome.Ok<TicketUser>(var self) when self.equals(TicketUser.UNSEEN) ->
          ConnectionHealth.degraded(
              "the account " + settings.user() + " isn't found in sys_user",
              "Correct `user` of " + name() + ": without it our own changes look like others'.");
      case Outcome.Ok<TicketUser> _ ->
          ConnectionHealth.working("answers at " + settings.url() + " as " + settings.user());
    };
  }

  /** A table knows at once of what was put into it, but a request may still be on its way. */
  @Override
  public Outcome<Ticket> create(String correlation, TicketDraft draft, @Nullable Instant triedAt) {
    return in(
        draft.kind(), table -> writes.create(table, correlation, draft, clock.instant(), triedAt));
  }

  @Override
  public Outcome<Ticket> read(Reference ticket) {
    return in(ticket.kind(), table -> records.read(table, ticket.id()));
  }

  @Override
  public Outcome<Ticket> update(Reference ticket, Map<String, String> fields) {
    return in(ticket.kind(), table -> writes.update(table, ticket.id(), fields));
  }

  /** Read first: of a record that is gone, the journal would still tell. */
  @Override
  public Outcome<Reference> comment(Reference ticket, String key, TicketComment comment) {
    return in(
        ticket.kind(),
        table ->
            records.read(table, ticket.id()).then(_ -> journal.add(table, ticket, key, comment)));
  }

  @Override
  public Outcome<Ticket> transition(Reference ticket, TicketState to) {
    return in(ticket.kind(), table -> moves.bring(table, ticket.id(), to));
  }

  @Override
  public Outcome<Ticket> submit(Reference change) {
    return in(change.kind(), table -> moves.submit(table, change.id()));
  }

  @Override
  public String cursorAt(Instant from) {
    return PollCursor.at(from).toString();
  }

  @Override
  public Outcome<TicketChanges> changedSince(String cursor) {
    return PollCursor.parse(cursor)
        .map(poll::changes)
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER, FailureCode.REFUSED, "not a cursor of this system"));
  }

  @Override
  public Outcome<List<PostedComment>> comments(Reference ticket) {
    return in(
        ticket.kind(), table -> records.read(table, ticket.id()).then(_ -> journal.all(ticket)));
  }

  @Override
  public Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    return ServiceNowHints.read(settings, headers, body, clock.instant());
  }

  @Override
  public Outcome<Map<String, List<String>>> fields(String kind) {
    return in(kind, dictionary::columns);
  }

  @Override
  public Outcome<ChangeRequest> change(Reference ticket) {
    return ticket.kind().equals(ServiceNowTable.CHANGE_REQUEST.kind())
        ? changes.read(ticket)
        : Outcome.failed(
            FailureCategory.USER, FailureCode.REFUSED, "an incident is no change request");
  }

  @Override
  public Outcome<List<FieldChange>> history(Reference ticket, Instant since) {
    return in(ticket.kind(), table -> journal.changes(table, ticket, since));
  }

  @Override
  public Outcome<InventoryReading> inventory() {
    return new ServiceNowCmdb(settings.cmdb(), client).read();
  }

  @Override
  public String site() {
    return SiteName.of(settings.url());
  }

  @Override
  public Map<String, List<String>> places(String kind) {
    return ServiceNowTable.of(kind).map(ServiceNowWrites::places).orElse(Map.of());
  }

  @Override
  public Outcome<String> nameOf(TicketUser user) {
    return users.nameOf(user);
  }

  /** An entry of a journal has none. */
  @Override
  public String addressOf(Reference ticket, String comment) {
    return ticket.url();
  }

  @Override
  public Outcome<TicketUser> self() {
    return users
        .asked(settings.user())
        .then(
            it ->
                it.equals(TicketUser.UNSEEN)
                    ? Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.UNAUTHORISED,
                        "our own account can't be looked up in sys_user, so that nobody could tell"
                            + " ours from theirs")
                    : Outcome.ok(it));
  }
}
