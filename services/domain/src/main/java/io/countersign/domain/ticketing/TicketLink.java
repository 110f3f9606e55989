package io.countersign.domain.ticketing;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.FieldRule.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state of one linked ticket.
 *
 * @param wanted null before anybody wanted it
 * @param reference null until it was created
 * @param fields by our names, those that were agreed on, written or changed
 * @param comments what was said, either way
 * @param change of a change request; null before it was read
 */
public record TicketLink(
    @Nullable Want wanted,
    @Nullable Reference reference,
    Map<String, FieldState> fields,
    Said comments,
    Health health,
    @Nullable PlannedChange change,
    RecentRefusals refusals) {
  public static final TicketLink NONE =
      new TicketLink(null, null, Map.of(), Said.NOTHING, Health.WELL, null, RecentRefusals.NONE);

  private static final String CLOSING = "closed-externally:";

  /** That it's to be created, as what, and by which rule. */
  public record Want(String kind, String rule) {}

  /**
   * The plan of a change as it was last read, and who said what to it.
   *
   * @param said the conflicts in that system's words, one a line; null before it was read
   * @param fingerprint of those words; null where it isn't known
   * @param words the last of each account, by its id
   */
  public record PlannedChange(
      @Nullable Instant start,
      @Nullable Instant end,
      int conflicts,
      @Nullable BlobRef said,
      @Nullable Digest fingerprint,
      Map<String, ChangeWord> words) {
    static final PlannedChange UNREAD = new PlannedChange(null, null, 0, null, null, Map.of());

    public PlannedChange {
      words = Map.copyOf(words);
    }

    /** Whether it's planned so already. */
    public boolean isAs(
        @Nullable Instant from, @Nullable Instant to, int others, Digest inTheWords) {
      return Objects.equals(start, from)
          && Objects.equals(end, to)
          && conflicts == others
          && inTheWords.equals(fingerprint);
    }
  }

  /**
   * What failed, and whether anything is done.
   *
   * @param tries in a row that failed
   * @param code of the last failure; empty without one
   * @param nextAt when it's tried again; null when it isn't, or there is nothing to try again
   * @param halted whether it waits for a person
   * @param unreachable whether it isn't found
   * @param gone whether a person said that it never will be
   */
  public record Health(
      int tries,
      String code,
      @Nullable Instant nextAt,
      boolean halted,
      boolean unreachable,
      boolean gone) {
    public static final Health WELL = new Health(0, "", null, false, false, false);

    private static final String PAUSED = "PAUSED";

    /** Whether a person said that nothing is to be done. */
    public boolean isPaused() {
      return halted && code.equals(PAUSED);
    }
  }

  /**
   * The comments.
   *
   * @param received those of theirs
   * @param waiting those that weren't noted here yet, the oldest first
   * @param posted keys of ours, and of what was told here once
   * @param due keys of what has to be said about the ticket itself, and wasn't yet
   */
  public record Said(
      ReceivedComments received,
      List<TicketEvent.CommentReceived> waiting,
      Set<String> posted,
      Set<String> due) {
    static final Said NOTHING = new Said(ReceivedComments.NONE, List.of(), Set.of(), Set.of());

    public Said {
      waiting = List.copyOf(waiting);
      posted = Set.copyOf(posted);
      due = Set.copyOf(due);
    }
  }

  /**
   * The key of what is said about a ticket that somebody ended while its incident goes on: once for
   * each time. Where their clock can't tell one from another, as where no history is told, they are
   * counted.
   */
  private String closing(Instant at) {
    var key = CLOSING + at;
    for (int number = 2; at.equals(Instant.EPOCH) && isPosted(key); number++) {
      key = CLOSING + at + "/" + number;
    }
    return key;
  }

  private boolean isPosted(String key) {
    return comments.posted().contains(key);
  }

  /** The key by which it's known that it was told of: nobody is told twice. */
  static String merging(Reference into) {
    return "merged-into:" + into.id();
  }

  /** Whether a comment's key is of that. */
  public static boolean isClosing(String key) {
    return key.startsWith(CLOSING);
  }

  public TicketLink {
    fields = Map.copyOf(fields);
  }

  /**
   * Which comments are somebody's and weren't received yet, the oldest first. Ours are those of our
   * account with a key: anybody may write a key, and we never write without one.
   */
  public List<TicketSight.Comment> unseen(TicketSight sight) {
    return sight.comments().stream()
        .filter(it -> !sight.isOurs(it) && !comments.received.holds(it))
        .sorted(Comparator.comparing(TicketSight.Comment::at))
        .toList();
  }

  /** A field's state; one of which nothing is known where it never was touched. */
  public FieldState field(String name) {
    return fields.getOrDefault(name, FieldState.UNKNOWN);
  }

  public Optional<Reference> ticket() {
    return Optional.ofNullable(reference);
  }

  /** The state after an event. Total. */
  public static TicketLink evolve(TicketLink state, TicketEvent event) {
    return switch (event) {
      case TicketEvent.Wanted e ->
          state.wanted == null
              ? new TicketLink(
                  new Want(e.kind(), e.rule()),
                  null,
                  state.fields,
                  state.comments,
                  Health.WELL,
                  null,
                  state.refusals)
              : state;
      case TicketEvent.Linked e ->
          state.at(e.reference()).with(state.health.halted ? state.health : Health.WELL);
      case TicketEvent.WriteIntended e -> state.intended(e);
      case TicketEvent.WriteHeld e -> state.field(e.field(), it -> it.held(e.awaits()));
      case TicketEvent.Written e ->
          state.field(e.field(), it -> it.agreed(e.agreed(), e.seenUpTo()));
      case TicketEvent.FieldNotTaken e -> state.field(e.field(), it -> it.notTaken(e));
      case TicketEvent.EchoObserved e ->
          state.field(e.field(), it -> it.echoed(e.theirs(), e.seenUpTo()));
      case TicketEvent.RemoteChanged e -> state.field(e.field(), it -> it.changed(e));
      case TicketEvent.ChangeTaken e ->
          state.with(ended(state.comments, e)).field(e.field(), it -> it.taken(e.ours()));
      case TicketEvent.ConflictFound e -> state.field(e.field(), it -> it.conflicting(e));
      case TicketEvent.ConflictSettled e ->
          state.field(e.field(), it -> it.settled(e.winner() == Side.OURS));
      case TicketEvent.ClosedExternally e ->
          state
              .with(due(state.comments, state.closing(e.at())))
              .field(FieldRule.STATE, it -> it.closed(e.state(), e.answer(), e.account(), e.at()));
      case TicketEvent.CommentReceived e -> state.with(received(state.comments, e));
      case TicketEvent.CommentTaken e -> state.with(taken(state.comments, e.comment()));
      case TicketEvent.CommentPosted e -> state.with(posted(state.comments, e.key()));
      case TicketEvent.Moved e -> state.at(e.to());
      case TicketEvent.Merged e -> state.with(posted(state.comments, merging(e.into())));
      case TicketEvent.Unreachable _ ->
          state.with(new Health(state.health.tries, "NOT_FOUND", null, false, true, false));
      case TicketEvent.Reached _, TicketEvent.Recovered _ -> state.with(Health.WELL);
      case TicketEvent.Retried _ -> state.each(FieldState::retried).with(Health.WELL);
      case TicketEvent.Gone _ -> state.with(new Health(0, "NOT_FOUND", null, true, true, true));
      case TicketEvent.AttemptFailed e ->
          state
              .each(FieldState::unanswered)
              .with(
                  new Health(
                      e.tries(),
                      e.code(),
                      e.nextAt(),
                      e.nextAt() == null,
                      state.health.unreachable,
                      false));
      case TicketEvent.Paused _ ->
          state.with(new Health(state.health.tries, Health.PAUSED, null, true, false, false));
      case TicketEvent.Skipped e -> state.skipped(e);
      case TicketEvent.Resynced _ -> state.resynced();
      case TicketEvent.ChangeRead e -> state.planned(e);
      case TicketEvent.ApprovalSeen e -> state.approved(e);
      case TicketEvent.AttemptRefused e ->
          new TicketLink(
              state.wanted,
              state.reference,
              state.fields,
              state.comments,
              state.health,
              state.change,
              state.refusals.with(e.by(), e.code(), e.at()));
    };
  }

  private static Said received(Said said, TicketEvent.CommentReceived e) {
    var waiting = new ArrayList<>(said.waiting());
    waiting.add(e);
    return new Said(said.received().with(e.comment(), e.at()), waiting, said.posted(), said.due());
  }

  private static Said taken(Said said, String comment) {
    return new Said(
        said.received(),
        said.waiting().stream().filter(it -> !it.comment().equals(comment)).toList(),
        said.posted(),
        said.due());
  }

  private static Said posted(Said said, String key) {
    var due = new TreeSet<>(said.due());
    due.remove(key);
    return new Said(said.received(), said.waiting(), plus(said.posted(), key), due);
  }

  /** That its incident goes on isn't said where it was ended by that. */
  private static Said ended(Said said, TicketEvent.ChangeTaken e) {
    if (!e.taken() || !e.field().equals(FieldRule.STATE)) {
      return said;
    }
    var due = new TreeSet<>(said.due());
    due.removeIf(TicketLink::isClosing);
    return new Said(said.received(), said.waiting(), said.posted(), due);
  }

  private static Said due(Said said, String key) {
    return new Said(said.received(), said.waiting(), said.posted(), plus(said.due(), key));
  }

  private static Set<String> plus(Set<String> all, String one) {
    var more = new TreeSet<>(all);
    more.add(one);
    return more;
  }

  private TicketLink field(String name, UnaryOperator<FieldState> change) {
    var all = new HashMap<>(fields);
    all.put(name, change.apply(field(name)));
    return with(all);
  }

  private TicketLink intended(TicketEvent.WriteIntended e) {
    var all = new HashMap<>(fields);
    e.values().forEach((name, value) -> all.put(name, field(name).intending(value, e.readUpTo())));
    return with(all);
  }

  private TicketLink each(UnaryOperator<FieldState> change) {
    var all = new HashMap<String, FieldState>();
    fields.forEach((name, it) -> all.put(name, change.apply(it)));
    return with(all);
  }

  private TicketLink resynced() {
    return each(FieldState::doubted).with(Health.WELL);
  }

  private TicketLink skipped(TicketEvent.Skipped e) {
    var all = new HashMap<String, FieldState>();
    var ours = e.ours() == null ? Map.<String, String>of() : e.ours();
    fields.forEach((name, it) -> all.put(name, it.passedOver(ours.get(name))));
    var posted = new HashSet<>(comments.posted());
    posted.addAll(e.sayings() == null ? List.of() : e.sayings());
    return with(all)
        .with(new Said(comments.received(), List.of(), posted, Set.of()))
        .with(Health.WELL);
  }

  private TicketLink planned(TicketEvent.ChangeRead e) {
    var words = change == null ? Map.<String, ChangeWord>of() : change.words();
    return with(
        new PlannedChange(e.start(), e.end(), e.conflicts(), e.said(), e.fingerprint(), words));
  }

  private TicketLink approved(TicketEvent.ApprovalSeen e) {
    var known = change == null ? PlannedChange.UNREAD : change;
    var words = new HashMap<>(known.words());
    words.put(e.account(), ChangeWord.of(e));
    return with(
        new PlannedChange(
            known.start(),
            known.end(),
            known.conflicts(),
            known.said(),
            known.fingerprint(),
            words));
  }

  private TicketLink at(Reference there) {
    return new TicketLink(wanted, there, fields, comments, health, change, refusals);
  }

  private TicketLink with(Map<String, FieldState> all) {
    return new TicketLink(wanted, reference, all, comments, health, change, refusals);
  }

  private TicketLink with(Said said) {
    return new TicketLink(wanted, reference, fields, said, health, change, refusals);
  }

  private TicketLink with(Health now) {
    return new TicketLink(wanted, reference, fields, comments, now, change, refusals);
  }

  private TicketLink with(PlannedChange planned) {
    return new TicketLink(wanted, reference, fields, comments, health, planned, refusals);
  }
}
