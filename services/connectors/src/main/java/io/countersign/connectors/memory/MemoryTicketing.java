package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A system whose tickets are in memory. It knows some fields and no others, and a ticket that was
 * cancelled stays so. Safe for use by many threads.
 */
public final class MemoryTicketing extends MemoryConnection implements Ticketing {
  private static final int PAGE = 10;

  private final InstantSource clock;
  private final Set<String> fields;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();
  private final Map<String, Map<String, TicketComment>> comments = new HashMap<>();
  private final LostAnswers lost = new LostAnswers();
  private int created;
  private long changes;

  /**
   * @param name kebab-case
   * @param fields those that a ticket may have
   */
  public MemoryTicketing(String name, InstantSource clock, Set<String> fields) {
    super(name);
    this.clock = clock;
    this.fields = Set.copyOf(fields);
  }

  /** The next creation or comment takes place, and its answer is lost. */
  public synchronized void loseNextAnswer() {
    lost.loseNext();
  }

  /** Somebody deletes a ticket. */
  public synchronized void delete(Reference ticket) {
    tickets.remove(ticket.id());
  }

  public synchronized List<Ticket> tickets() {
    return List.copyOf(tickets.values());
  }

  /** Those of a ticket, in order. */
  public synchronized List<TicketComment> comments(Reference ticket) {
    return List.copyOf(comments.getOrDefault(ticket.id(), Map.of()).values());
  }

  @Override
  public synchronized Outcome<Ticket> create(String correlation, TicketDraft draft) {
    return unlessFailing(
        () ->
            tickets.values().stream()
                .filter(it -> correlation.equals(it.correlation()))
                .findFirst()
                .map(Outcome::ok)
                .orElseGet(() -> known(draft.fields()).then(_ -> added(correlation, draft))));
  }

  private Outcome<Ticket> added(String correlation, TicketDraft draft) {
    var id = String.valueOf(++created);
    var url = "https://tickets.example.org/" + draft.kind() + "/" + id;
    var ticket =
        new Ticket(
            new Reference(name(), draft.kind(), id, url),
            correlation,
            draft.title(),
            TicketState.NEW,
            "new",
            draft.fields(),
            revision(),
            clock.instant());
    tickets.put(id, ticket);
    return lost.delivered(Outcome.ok(ticket));
  }

  @Override
  public synchronized Outcome<Ticket> read(Reference ticket) {
    return unlessFailing(() -> find(ticket));
  }

  @Override
  public synchronized Outcome<Ticket> update(Reference ticket, Map<String, String> values) {
    return unlessFailing(
        () -> find(ticket).then(found -> known(values).then(_ -> set(found, values))));
  }

  private Outcome<Ticket> set(Ticket ticket, Map<String, String> values) {
    var all = new HashMap<>(ticket.fields());
    all.putAll(values);
    all.values().removeIf(String::isEmpty);
    return changed(ticket, it -> with(it, it.state(), all));
  }

  @Override
  public synchronized Outcome<Ticket> transition(Reference ticket, TicketState to) {
    return unlessFailing(
        () ->
            find(ticket)
                .then(
                    found ->
                        found.state() == TicketState.CANCELLED && to != TicketState.CANCELLED
                            ? refused("a cancelled ticket stays so")
                            : changed(found, it -> with(it, to, it.fields()))));
  }

  @Override
  public synchronized Outcome<Reference> comment(
      Reference ticket, String key, TicketComment comment) {
    return unlessFailing(() -> find(ticket).then(found -> commented(found, key, comment)));
  }

  private Outcome<Reference> commented(Ticket ticket, String key, TicketComment comment) {
    var reference = ticket.reference();
    var known = comments.computeIfAbsent(reference.id(), _ -> new LinkedHashMap<>());
    boolean fresh = known.putIfAbsent(key, comment) == null;
    var id = reference.id() + "-" + (List.copyOf(known.keySet()).indexOf(key) + 1);
    var answer =
        Outcome.ok(new Reference(name(), "comment", id, reference.url() + "#comment-" + id));
    if (!fresh) {
      return answer;
    }
    tickets.replace(reference.id(), with(ticket, ticket.state(), ticket.fields()));
    return lost.delivered(answer);
  }

  @Override
  public String cursorAt(Instant from) {
    return from.toString() + "/0";
  }

  /** A cursor is the instant to begin at and the number of the last change that was told. */
  @Override
  public synchronized Outcome<TicketChanges> changedSince(String cursor) {
    try {
      int slash = cursor.indexOf('/');
      var from = Instant.parse(cursor.substring(0, Math.max(0, slash)));
      long after = Long.parseLong(cursor.substring(slash + 1));
      return unlessFailing(() -> Outcome.ok(page(from, after)));
    } catch (DateTimeParseException | NumberFormatException _) {
      return refused("not a cursor of this system");
    }
  }

  private TicketChanges page(Instant from, long after) {
    var found =
        tickets.values().stream()
            .filter(it -> number(it) > after && !it.updatedAt().isBefore(from))
            .sorted((a, b) -> Long.compare(number(a), number(b)))
            .toList();
    var page = found.subList(0, Math.min(PAGE, found.size()));
    long last = page.isEmpty() ? after : number(page.getLast());
    return new TicketChanges(page, from + "/" + last, page.size() < found.size());
  }

  /** Somebody's change, ours or another's, if it makes a difference. */
  private Outcome<Ticket> changed(Ticket ticket, UnaryOperator<Ticket> change) {
    var after = change.apply(ticket);
    if (after.state() == ticket.state() && after.fields().equals(ticket.fields())) {
      return Outcome.ok(ticket);
    }
    tickets.replace(ticket.reference().id(), after);
    return Outcome.ok(after);
  }

  private Ticket with(Ticket ticket, TicketState state, Map<String, String> values) {
    return new Ticket(
        ticket.reference(),
        ticket.correlation(),
        ticket.title(),
        state,
        state == ticket.state() ? ticket.status() : state.name(),
        values,
        revision(),
        clock.instant());
  }

  private String revision() {
    return String.valueOf(++changes);
  }

  private static long number(Ticket ticket) {
    return Long.parseLong(ticket.revision());
  }

  private Outcome<Ticket> find(Reference ticket) {
    var found = tickets.get(ticket.id());
    return found == null
        ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no ticket " + ticket)
        : Outcome.ok(found);
  }

  private Outcome<Boolean> known(Map<String, String> values) {
    var unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(fields);
    return unknown.isEmpty() ? Outcome.ok(true) : refused("no field " + unknown.getFirst());
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }
}
