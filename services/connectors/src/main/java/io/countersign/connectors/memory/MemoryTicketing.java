package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.domain.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A system whose tickets are in memory. It knows some fields and no others, keeps who changed what,
 * and a ticket that was cancelled stays so. People there act by the methods that take who they are;
 * the port's act as our own account. Safe for use by many threads.
 */
public final class MemoryTicketing extends MemoryConnection implements Ticketing {
  /** The account that the port writes by. */
  public static final TicketUser SELF = new TicketUser("account-countersign");

  /** The header that makes a delivery authentic, and what has to stand in it. */
  public static final String SIGNATURE = "x-memory-signature";

  private static final String SIGNED = "authentic";
  private static final Pattern DELIVERY = Pattern.compile("ticket=(\\S*) delivery=(\\S+)");
  private static final int PAGE = 10;

  private final InstantSource clock;
  private final Map<String, List<String>> fields;
  private final Map<String, MemoryTicket> tickets = new LinkedHashMap<>();
  private final LostAnswers lost = new LostAnswers();
  private @Nullable Instant triedAt;
  private UnaryOperator<Map<String, String>> rule = UnaryOperator.identity();
  private boolean historyLimited;
  private int created;
  private long changes;
  private String heldFor = "";
  private long commented;

  /**
   * @param name kebab-case
   * @param fields those that a ticket may have
   */
  public MemoryTicketing(String name, InstantSource clock, Set<String> fields) {
    this(name, clock, anyValue(fields));
  }

  /**
   * @param name kebab-case
   * @param fields those that a ticket may have, with the values that each takes; none for any
   */
  public MemoryTicketing(String name, InstantSource clock, Map<String, List<String>> fields) {
    super(name);
    this.clock = clock;
    this.fields = Map.copyOf(fields);
  }

  private static Map<String, List<String>> anyValue(Set<String> fields) {
    var all = new TreeMap<String, List<String>>();
    fields.forEach(it -> all.put(it, List.of()));
    return all;
  }

  /** The body of a delivery that tells of a ticket; it's authentic with {@link #authentic}. */
  public static byte[] delivery(String ticket, String delivery) {
    return ("ticket=" + ticket + " delivery=" + delivery).getBytes(StandardCharsets.UTF_8);
  }

  /** The headers of an authentic delivery. */
  public static Map<String, String> authentic() {
    return Map.of(SIGNATURE, SIGNED);
  }

  /** The next creation or comment takes place, and its answer is lost. */
  public synchronized void loseNextAnswer() {
    lost.loseNext();
  }

  /** What may be asked of histories is used up, or isn't any more. */
  public synchronized void limitHistory(boolean limited) {
    historyLimited = limited;
  }

  /** A rule there makes other values of those that the port writes. */
  public synchronized void rule(UnaryOperator<Map<String, String>> values) {
    rule = values;
  }

  /** Somebody deletes a ticket. */
  public synchronized void delete(Reference ticket) {
    tickets.remove(ticket.id());
  }

  /** Somebody takes our permission to see a ticket, or gives it back. */
  public synchronized void hide(Reference ticket, boolean hidden) {
    there(ticket).hide(hidden);
  }

  /** Somebody sets fields. */
  public synchronized void edit(Reference ticket, TicketUser by, Map<String, String> values) {
    there(ticket).set(values, by, revision(), clock.instant());
  }

  /** Somebody moves a ticket to a state. */
  public synchronized void move(Reference ticket, TicketUser by, TicketState to) {
    there(ticket).move(to, by, revision(), clock.instant());
  }

  /** Somebody moves a ticket to where it has another address. */
  public synchronized void relocate(Reference ticket, String url) {
    there(ticket).relocate(url, revision(), clock.instant());
  }

  /** Somebody writes a comment. */
  public synchronized void write(
      Reference ticket, TicketUser by, String text, Visibility visibility) {
    var _ = commented(there(ticket), null, by, new TicketComment(text, visibility));
  }

  /** Somebody plans a change, or says yes or no to it. */
  public synchronized void plan(ChangeRequest change) {
    there(change.reference()).plan(change);
  }

  /** When the last creation was said to have been tried before. */
  public synchronized Optional<Instant> triedAt() {
    return Optional.ofNullable(triedAt);
  }

  public synchronized List<Ticket> tickets() {
    return tickets.values().stream().map(MemoryTicket::now).toList();
  }

  /** The comments of a ticket, in order, whoever wrote them. */
  public synchronized List<TicketComment> posted(Reference ticket) {
    var found = tickets.get(ticket.id());
    return found == null
        ? List.of()
        : found.comments().stream()
            .map(it -> new TicketComment(it.text(), it.visibility()))
            .toList();
  }

  private MemoryTicket there(Reference ticket) {
    var found = tickets.get(ticket.id());
    if (found == null) {
      throw new IllegalArgumentException("no ticket " + ticket);
    }
    return found;
  }

  @Override
  public synchronized Outcome<Ticket> create(
      String correlation, TicketDraft draft, @Nullable Instant triedAt) {
    this.triedAt = triedAt;
    return unlessFailing(
        () ->
            tickets.values().stream()
                .map(MemoryTicket::now)
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
            rule.apply(draft.fields()),
            revision(),
            clock.instant());
    tickets.put(id, new MemoryTicket(ticket));
    return lost.delivered(Outcome.ok(ticket));
  }

  @Override
  public synchronized Outcome<Ticket> read(Reference ticket) {
    return unlessFailing(() -> find(ticket).then(it -> Outcome.ok(it.now())));
  }

  @Override
  public synchronized Outcome<Ticket> update(Reference ticket, Map<String, String> values) {
    return unlessFailing(
        () -> find(ticket).then(found -> known(values).then(_ -> set(found, values))));
  }

  private Outcome<Ticket> set(MemoryTicket ticket, Map<String, String> values) {
    ticket.set(rule.apply(values), SELF, revision(), clock.instant());
    return Outcome.ok(ticket.now());
  }

  @Override
  public synchronized Outcome<Ticket> transition(Reference ticket, TicketState to) {
    return unlessFailing(() -> find(ticket).then(found -> transition(found, to)));
  }

  /** No ticket moves before people there did this; empty for nothing. */
  public synchronized void hold(String why) {
    heldFor = why;
  }

  private Outcome<Ticket> transition(MemoryTicket ticket, TicketState to) {
    if (!heldFor.isEmpty()) {
      return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.WAITING, heldFor);
    }
    if (ticket.now().state() == TicketState.CANCELLED && to != TicketState.CANCELLED) {
      return refused("a cancelled ticket stays so");
    }
    ticket.move(to, SELF, revision(), clock.instant());
    return Outcome.ok(ticket.now());
  }

  @Override
  public synchronized Outcome<Reference> comment(
      Reference ticket, String key, TicketComment comment) {
    return unlessFailing(() -> find(ticket).then(found -> commentedOnce(found, key, comment)));
  }

  private Outcome<Reference> commentedOnce(MemoryTicket ticket, String key, TicketComment comment) {
    var known = ticket.commented(key);
    return known == null
        ? lost.delivered(Outcome.ok(commented(ticket, key, SELF, comment)))
        : Outcome.ok(known.reference());
  }

  private Reference commented(
      MemoryTicket ticket, @Nullable String key, TicketUser by, TicketComment comment) {
    var it = ticket.now().reference();
    var id = it.id() + "-" + ++commented;
    var reference = new Reference(name(), "comment", id, it.url() + "#comment-" + id);
    ticket.comment(
        new PostedComment(
            reference, key, by, comment.text(), comment.visibility(), clock.instant()),
        revision());
    return reference;
  }

  /** Nobody is asked there. */
  @Override
  public Outcome<Ticket> submit(Reference change) {
    return read(change);
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
            .filter(it -> !it.hidden())
            .map(MemoryTicket::now)
            .filter(it -> number(it) > after && !it.updatedAt().isBefore(from))
            .sorted((a, b) -> Long.compare(number(a), number(b)))
            .toList();
    var page = found.subList(0, Math.min(PAGE, found.size()));
    long last = page.isEmpty() ? after : number(page.getLast());
    return new TicketChanges(page, from + "/" + last, page.size() < found.size(), 0);
  }

  private String revision() {
    return String.valueOf(++changes);
  }

  private static long number(Ticket ticket) {
    return Long.parseLong(ticket.revision());
  }

  private Outcome<MemoryTicket> find(Reference ticket) {
    var found = tickets.get(ticket.id());
    return found == null || found.hidden()
        ? Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no ticket " + ticket)
        : Outcome.ok(found);
  }

  private Outcome<Boolean> known(Map<String, String> values) {
    var unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(fields.keySet());
    if (!unknown.isEmpty()) {
      return refused("no field " + unknown.getFirst());
    }
    return values.entrySet().stream()
        .filter(it -> !takes(it.getKey(), it.getValue()))
        .findFirst()
        .map(it -> MemoryTicketing.<Boolean>refused(it.getKey() + " can't be " + it.getValue()))
        .orElseGet(() -> Outcome.ok(true));
  }

  private boolean takes(String field, String value) {
    var among = fields.getOrDefault(field, List.of());
    return value.isEmpty() || among.isEmpty() || among.contains(value);
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }

  @Override
  public synchronized Outcome<List<PostedComment>> comments(Reference ticket) {
    return unlessFailing(() -> find(ticket).then(it -> Outcome.ok(it.comments())));
  }

  /** Needs no system that answers. */
  @Override
  public Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    if (!SIGNED.equals(headers.get(SIGNATURE))) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.UNAUTHORISED, "the delivery isn't authentic");
    }
    var told = DELIVERY.matcher(new String(body, StandardCharsets.UTF_8));
    return told.matches()
        ? Outcome.ok(
            new TicketHint(Optional.of(told.group(1)).filter(it -> !it.isEmpty()), told.group(2)))
        : Outcome.failed(FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "not a delivery");
  }

  @Override
  public synchronized Outcome<Map<String, List<String>>> fields(String kind) {
    return unlessFailing(() -> Outcome.ok(fields));
  }

  @Override
  public synchronized Outcome<ChangeRequest> change(Reference ticket) {
    return unlessFailing(() -> find(ticket).then(it -> Outcome.ok(it.change())));
  }

  @Override
  public synchronized Outcome<List<FieldChange>> history(Reference ticket, Instant since) {
    return historyLimited
        ? Outcome.failed(
            FailureCategory.INSUFFICIENT_RESOURCES, FailureCode.REFUSED, "too many requests")
        : unlessFailing(() -> find(ticket).then(it -> Outcome.ok(it.history(since))));
  }

  /** Its name: each is a site of its own. */
  @Override
  public String site() {
    return name();
  }

  @Override
  public Map<String, List<String>> places(String kind) {
    return Map.of(
        TicketDraft.PROJECT, List.of(),
        TicketDraft.TYPE, List.of("normal", "standard"),
        TicketDraft.GROUP, List.of());
  }

  @Override
  public Outcome<String> nameOf(TicketUser user) {
    return unlessFailing(() -> Outcome.ok("Name of " + user.id()));
  }

  @Override
  public String addressOf(Reference ticket, String comment) {
    return ticket.url() + "#" + comment;
  }

  @Override
  public Outcome<TicketUser> self() {
    return unlessFailing(() -> Outcome.ok(SELF));
  }
}
