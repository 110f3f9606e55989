package io.countersign.bench.sync;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.Surface;
import io.countersign.domain.ticketing.Agreement;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.FieldRule.Side;
import io.countersign.domain.ticketing.FieldState;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.OurField;
import io.countersign.domain.ticketing.Safeguards;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.domain.ticketing.TicketCourse;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.domain.ticketing.TicketDecider;
import io.countersign.domain.ticketing.TicketEvent;
import io.countersign.domain.ticketing.TicketEvent.ClosedExternally;
import io.countersign.domain.ticketing.TicketEvent.ConflictFound;
import io.countersign.domain.ticketing.TicketEvent.RemoteChanged;
import io.countersign.domain.ticketing.TicketEvent.Written;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.domain.ticketing.TicketObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/**
 * One schedule: people work on both sides of a ticket while answers get lost, requests arrive late,
 * hints come twice or never, either system is away and ours is killed anywhere. Then all is quiet,
 * the poll comes by, and both sides are compared. The product's own decider and course do the work;
 * only what they speak to is simulated.
 */
final class SyncSchedule {
  private static final TicketLinkId LINK = new TicketLinkId("jira/inc_0123456789abcdef");
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final int STEPS = 40;
  private static final int QUIET = 60;
  private static final int STILL = 3;
  private static final int TURN = 60;

  /** More than people write: they go round. */
  private static final int MOST_NOTES = 200;

  /**
   * The end of one.
   *
   * @param diverged fields that differ, though nobody was told so
   * @param loops work that never ends, and comments that are there twice
   * @param unseenOverwrites people's values that we wrote over, of which the record knows nothing
   * @param lostComments those that the other side doesn't have
   */
  record Outcome(int diverged, int loops, int unseenOverwrites, int lostComments) {
    Outcome plus(Outcome other) {
      return new Outcome(
          diverged + other.diverged,
          loops + other.loops,
          unseenOverwrites + other.unseenOverwrites,
          lostComments + other.lostComments);
    }

    boolean clean() {
      return diverged + loops + unseenOverwrites + lostComments == 0;
    }
  }

  private record Note(String key, String text, boolean fromThere) {}

  private final Random random;
  private final Safeguards safeguards;
  private final List<FieldRule> rules = new ArrayList<>();
  private final OnClosed onClosed;
  private final RemoteTicket remote;
  private final Map<String, String> ours = new HashMap<>();
  private final Map<String, Instant> changedAt = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<TicketEvent> events = new ArrayList<>();
  private final List<String> remoteTexts = new ArrayList<>();
  private TicketLink state = TicketLink.NONE;
  private Instant now = START;
  private Instant readUpTo = Instant.EPOCH;
  private boolean calm;
  private boolean down;

  SyncSchedule(long seed, Safeguards safeguards) {
    this.random = new Random(seed);
    this.safeguards = safeguards;
    this.onClosed = random.nextBoolean() ? OnClosed.REOPEN : OnClosed.ACCEPT;
    for (var field : Words.FIELDS) {
      var policies = OnConflict.values();
      rules.add(new FieldRule(field, Direction.BOTH, policies[random.nextInt(policies.length)]));
      ours.put(field, Words.ours(field).getFirst());
      changedAt.put(field, START);
    }
    ours.put(FieldRule.STATE, "open");
    remote =
        new RemoteTicket(
            new Reference("jira", "issue", "10042", "https://jira.example.org/browse/OPS-1"),
            Duration.ofSeconds(random.nextInt(600) - 300),
            true,
            START);
  }

  Outcome run() {
    begin();
    for (int step = 0; step < STEPS; step++) {
      something();
    }
    calm = true;
    down = false;
    while (remote.hasLate()) {
      remote.arrive(0);
    }
    int still = 0;
    for (int turn = 0; turn < QUIET && still < STILL && notes.size() < MOST_NOTES; turn++) {
      still = turn() || waited() ? 0 : still + 1;
      answerQuestions();
    }
    return outcome(still == STILL);
  }

  private void begin() {
    decide(new TicketCommand.WantTicket(LINK, "incident", "all"));
    var draft = new HashMap<String, Agreement>();
    for (var field : Words.FIELDS) {
      var here = our(field);
      draft.put(field, new Agreement(here.value(), Objects.requireNonNull(here.there())));
    }
    decide(new TicketCommand.IntendWrite(LINK, draft, Map.of(), Instant.EPOCH));
    draft.forEach((field, it) -> remote.write(field, it.theirs()));
    decide(new TicketCommand.LinkTicket(LINK, remote.sight().reference()));
  }

  private void something() {
    tick();
    switch (random.nextInt(10)) {
      case 0, 1 -> editThere();
      case 2, 3 -> editHere();
      case 4 -> commentThere();
      case 5 -> commentHere();
      case 6 -> down = random.nextInt(3) == 0;
      case 7 -> arriveLate();
      default -> {
        var _ = turn();
      }
    }
  }

  private void tick() {
    now = now.plusSeconds(1 + random.nextInt(30));
    remote.tick(now);
  }

  private void editThere() {
    var field = Words.FIELDS.get(random.nextInt(Words.FIELDS.size()));
    var values = Words.theirs(field);
    var value = values.get(random.nextInt(values.size()));
    remote.edit(field, value, "account-a", events.size(), isKnown(field, value));
  }

  /** Agreed on, or asked about already. */
  private boolean isKnown(String field, String value) {
    var known = state.field(field);
    return (known.agreed() != null && known.agreed().theirs().equals(value))
        || (known.conflict() != null && known.conflict().theirs().equals(value));
  }

  private void editHere() {
    var field = Words.FIELDS.get(random.nextInt(Words.FIELDS.size()));
    var values = Words.ours(field);
    set(field, values.get(random.nextInt(values.size())));
  }

  private void set(String field, String value) {
    ours.put(field, value);
    changedAt.put(field, now);
  }

  private void commentThere() {
    var text = "there " + remoteTexts.size();
    remoteTexts.add(text);
    remote.comment(null, "account-a", text);
  }

  private void commentHere() {
    notes.add(new Note("evt_" + notes.size(), "here " + notes.size(), false));
  }

  private void arriveLate() {
    if (remote.hasLate()) {
      remote.arrive(random.nextInt(3));
    }
  }

  /** Between any two steps somebody may do something, or we are killed. */
  private boolean mishap() {
    if (calm) {
      return false;
    }
    switch (random.nextInt(12)) {
      case 0 -> editThere();
      case 1 -> editHere();
      case 2 -> arriveLate();
      case 3 -> commentThere();
      default -> {
        return random.nextInt(10) == 0;
      }
    }
    return false;
  }

  /** One turn of the loop; whether it did anything. */
  private boolean turn() {
    int before = events.size();
    if (down) {
      decide(new TicketCommand.RecordFailure(LINK, "UNREACHABLE", "", false, now));
      return true;
    }
    look();
    for (int steps = 0; steps < TURN; steps++) {
      tick();
      if (mishap()) {
        break;
      }
      var step = TicketCourse.next(state, ours(), rules, sayings(), now);
      if (step instanceof Step.Rest) {
        break;
      }
      perform(step);
    }
    return events.size() > before;
  }

  /** Until what isn't taken is tried again, as the loop waits for it. */
  private boolean waited() {
    if (TicketCourse.next(state, ours(), rules, sayings(), now) instanceof Step.Rest(var until, _)
        && until != null
        && until.isAfter(now)) {
      now = until;
      remote.tick(now);
      return true;
    }
    return false;
  }

  private void perform(Step step) {
    switch (step) {
      case Step.Create _, Step.Look _ -> look();
      case Step.Take(var field, var change) -> take(field, change);
      case Step.Note(var comment) -> {
        notes.add(new Note("evt_" + notes.size(), remote.text(comment.comment()), true));
        decide(new TicketCommand.TakeComment(LINK, comment.comment(), true));
      }
      case Step.Write it -> write(it);
      case Step.Leave(var field, var wanted, var from, var why) ->
          decide(new TicketCommand.LeaveField(LINK, field, wanted, from, why, ""));
      case Step.Say(var key) -> say(key);
      case Step.Rest _ -> {}
    }
  }

  private void take(String field, FieldState.Waiting change) {
    var value = Words.here(field, change.value());
    if (value != null) {
      set(field, value);
    }
    decide(
        new TicketCommand.TakeChange(
            LINK, field, our(field).value(), value != null, value == null ? "unknown" : ""));
  }

  private void write(Step.Write step) {
    var values = step.values();
    decide(new TicketCommand.IntendWrite(LINK, values, step.from(), readUpTo));
    boolean refused = !(events.getLast() instanceof TicketEvent.WriteIntended);
    if (refused || mishap()) {
      return;
    }
    values.forEach(this::send);
    if (!mishap()) {
      look();
    }
  }

  private void send(String field, Agreement value) {
    if (!calm && random.nextInt(8) == 0) {
      remote.writeLater(field, value.theirs());
      return;
    }
    boolean hops =
        field.equals(FieldRule.STATE)
            && remote.value(field).equals("NEW")
            && value.theirs().equals("RESOLVED");
    if (hops) {
      remote.write(field, "IN_PROGRESS");
      if (!calm && random.nextInt(4) == 0) {
        return;
      }
    }
    remote.write(field, value.theirs());
  }

  private void say(String key) {
    var text =
        notes.stream()
            .filter(it -> it.key().equals(key))
            .map(Note::text)
            .findFirst()
            .orElse("it goes on");
    remote.comment(key, RemoteTicket.SELF, text);
    if (!mishap()) {
      decide(new TicketCommand.PostedComment(LINK, key));
    }
  }

  private void look() {
    var sight = remote.sight();
    readUpTo = sight.changes().isEmpty() ? Instant.EPOCH : sight.changes().getLast().at();
    decide(new TicketCommand.ObserveTicket(LINK, sight, ours(), rules, onClosed));
  }

  private void decide(TicketCommand command) {
    if (command instanceof TicketCommand.ObserveTicket seen && !safeguards.equals(Safeguards.ALL)) {
      record(TicketObservation.of(state, seen, safeguards));
    } else {
      record(TicketDecider.decide(state, command, context()).events());
    }
  }

  private void record(List<TicketEvent> decided) {
    for (var event : decided) {
      events.add(event);
      state = TicketLink.evolve(state, event);
    }
  }

  private CommandContext context() {
    return new CommandContext(
        new UUID(0, events.size()),
        Actor.SYSTEM,
        now,
        Surface.WORKFLOW,
        null,
        null,
        null,
        Facts.NONE);
  }

  /** A person answers where a rule asks. */
  private void answerQuestions() {
    for (var rule : rules) {
      if (state.field(rule.field()).conflict() != null) {
        var winner = random.nextBoolean() ? Side.OURS : Side.THEIRS;
        record(
            List.of(
                new TicketEvent.ConflictSettled(
                    LINK, rule.field(), winner, new PrincipalId("person_1"))));
      }
    }
  }

  private OurField our(String field) {
    var value = ours.getOrDefault(field, "");
    return new OurField(value, Words.there(field, value), changedAt.getOrDefault(field, START));
  }

  private Map<String, OurField> ours() {
    var all = new HashMap<String, OurField>();
    Words.FIELDS.forEach(field -> all.put(field, our(field)));
    return all;
  }

  private List<String> sayings() {
    return notes.stream()
        .filter(it -> !it.fromThere() || !safeguards.echoSuppression())
        .map(Note::key)
        .toList();
  }

  private Outcome outcome(boolean ended) {
    int diverged = (int) Words.FIELDS.stream().filter(this::isDiverged).count();
    int lost = 0;
    int twice = 0;
    for (var text : remoteTexts) {
      long there = notes.stream().filter(it -> it.text().equals(text)).count();
      lost += there == 0 ? 1 : 0;
      twice += there > 1 ? 1 : 0;
    }
    for (var note : notes.stream().filter(it -> !it.fromThere()).toList()) {
      long there = remote.texts().stream().filter(note.text()::equals).count();
      lost += there == 0 ? 1 : 0;
      twice += there > 1 ? 1 : 0;
    }
    int unseen = (int) remote.overwritten().stream().filter(it -> !isSeen(it)).count();
    return new Outcome(diverged, twice + (ended ? 0 : 1), unseen, lost);
  }

  /** Equal, or different because what stands there means nothing here, which is on record. */
  private boolean isDiverged(String field) {
    var theirs = remote.value(field);
    var here = Words.here(field, theirs);
    var agreed = state.field(field).agreed();
    boolean shown = here == null && agreed != null && theirs.equals(agreed.theirs());
    return !shown && !our(field).value().equals(here);
  }

  private boolean isSeen(RemoteTicket.Edit edit) {
    return events.subList(Math.min(edit.events(), events.size()), events.size()).stream()
        .anyMatch(
            it ->
                switch (it) {
                  case RemoteChanged e ->
                      e.field().equals(edit.field()) && e.to().equals(edit.value());
                  case ConflictFound e ->
                      e.field().equals(edit.field()) && e.theirs().equals(edit.value());
                  case Written e ->
                      e.field().equals(edit.field())
                          && e.agreed().theirs().equals(edit.value())
                          && e.agreed().ours() != null;
                  case ClosedExternally e ->
                      edit.field().equals(FieldRule.STATE) && e.state().equals(edit.value());
                  default -> false;
                });
  }
}
