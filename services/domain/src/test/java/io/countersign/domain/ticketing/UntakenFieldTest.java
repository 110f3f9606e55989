package io.countersign.domain.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.Surface;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.TicketCommand.IntendWrite;
import io.countersign.domain.ticketing.TicketCommand.LeaveField;
import io.countersign.domain.ticketing.TicketCommand.LinkTicket;
import io.countersign.domain.ticketing.TicketCommand.ObserveTicket;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketCourse.Step;
import io.countersign.domain.ticketing.TicketSight.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Given a system that doesn't take what is written, when turns go on, then writing ends. */
class UntakenFieldTest {
  private static final TicketLinkId LINK = new TicketLinkId("jira/inc_0123456789abcdef");
  private static final Reference TICKET =
      new Reference("jira", "issue", "10042", "https://jira.example.org/browse/OPS-1");
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final String SELF = "account-ours";
  private static final String ROBOT = "account-robot";
  private static final int MOST_STEPS = 100;

  /** What a system makes of a value that it's given. */
  private enum Habit {
    /** The value lands, and isn't among those that are read. */
    UNREADABLE,
    DROPS,
    NORMALISES,
    /** A rule there puts something else in its place at once. */
    PUTS_BACK,
    /** The same, once we looked. */
    PUTS_BACK_LATE,
    /** It says no. */
    REFUSES
  }

  private final Map<String, String> there = new HashMap<>(Map.of("priority", "", "title", ""));
  private final List<Change> history = new ArrayList<>();
  private final List<TicketEvent> events = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private List<FieldRule> rules = rules(Direction.OUT, OnConflict.ASK);
  private Habit habit = Habit.DROPS;
  private String ours = "critical";
  private @Nullable String theirs = "Highest";
  private String title = "It fails";
  private List<String> sayings = List.of();
  private TicketLink state = TicketLink.NONE;
  private Instant now = START;
  private boolean putBackDue;

  private static List<FieldRule> rules(Direction direction, OnConflict onConflict) {
    return List.of(
        new FieldRule("priority", direction, onConflict),
        new FieldRule("title", Direction.OUT, OnConflict.OURS));
  }

  private void when(TicketCommand command) {
    var context =
        new CommandContext(
            new UUID(0, 1), Actor.SYSTEM, now, Surface.WORKFLOW, null, null, null, Facts.NONE);
    var decided = TicketDecider.decide(state, command, context).events();
    for (var event : decided) {
      events.add(event);
      state = TicketLink.evolve(state, event);
    }
  }

  private Map<String, OurField> ours() {
    return Map.of(
        "priority", new OurField(ours, theirs, START), "title", new OurField(title, title, START));
  }

  private void created() {
    when(new WantTicket(LINK, "incident", "all"));
    var draft = new HashMap<String, Agreement>();
    ours().forEach((field, it) -> draft.put(field, it.wanted()));
    when(new IntendWrite(LINK, draft, Map.of(), Instant.EPOCH));
    draft.forEach((field, it) -> write(field, it.theirs()));
    when(new LinkTicket(LINK, TICKET));
    look();
  }

  private void set(String field, String value, String account) {
    if (!value.equals(there.get(field))) {
      now = now.plusMillis(1);
      history.add(new Change(field, there.getOrDefault(field, ""), value, account, now));
      there.put(field, value);
    }
  }

  /** Whether it's answered well. */
  private boolean write(String field, String value) {
    if (!field.equals("priority")) {
      set(field, value, SELF);
      return true;
    }
    switch (habit) {
      case UNREADABLE, DROPS, REFUSES -> {
        // nothing of it is seen
      }
      case NORMALISES -> set(field, value.toLowerCase(Locale.ROOT), SELF);
      case PUTS_BACK -> {
        set(field, value, SELF);
        set(field, "Medium", ROBOT);
      }
      case PUTS_BACK_LATE -> {
        set(field, value, SELF);
        putBackDue = true;
      }
    }
    return habit != Habit.REFUSES;
  }

  private void look() {
    var sight = new TicketSight(TICKET, there, history, List.of(), SELF);
    when(new ObserveTicket(LINK, sight, ours(), rules, OnClosed.COMMENT));
  }

  /** One turn of the loop, as the server takes it; how many steps it took. */
  private int turn() {
    look();
    for (int i = 0; i < MOST_STEPS; i++) {
      switch (TicketCourse.next(state, ours(), rules, sayings, now)) {
        case Step.Write it -> write(it);
        case Step.Leave(var field, var wanted, var from, var why) ->
            when(new LeaveField(LINK, field, wanted, from, why, ""));
        case Step.Say(var key) -> {
          said.add(key);
          when(new TicketCommand.PostedComment(LINK, key));
        }
        case Step.Take(var field, var _) ->
            when(
                new TicketCommand.TakeChange(
                    LINK,
                    field,
                    Objects.requireNonNull(ours().get(field)).value(),
                    false,
                    "SHOWN_ONLY"));
        case Step.Look _ -> look();
        case Step.Create _, Step.Note _ -> throw new AssertionError("nothing of that");
        case Step.Rest _ -> {
          if (putBackDue) {
            set("priority", "Medium", ROBOT);
            putBackDue = false;
          }
          return i;
        }
      }
    }
    return MOST_STEPS;
  }

  private void write(Step.Write step) {
    when(
        new IntendWrite(
            LINK,
            step.values(),
            step.from(),
            history.isEmpty() ? Instant.EPOCH : history.getLast().at()));
    var refused =
        step.values().entrySet().stream()
            .filter(it -> !write(it.getKey(), it.getValue().theirs()))
            .map(Map.Entry::getKey)
            .toList();
    look();
    for (var field : refused) {
      var known = state.field(field);
      var intent = known.intent();
      var agreed = known.agreed();
      if (intent != null && agreed != null) {
        when(new LeaveField(LINK, field, intent.after(), agreed, NotTaken.REFUSED, "no"));
      }
    }
  }

  private long written() {
    return events.stream()
        .filter(
            it -> it instanceof TicketEvent.WriteIntended e && e.values().containsKey("priority"))
        .count();
  }

  private TicketEvent.FieldNotTaken last() {
    return events.stream()
        .filter(TicketEvent.FieldNotTaken.class::isInstance)
        .map(TicketEvent.FieldNotTaken.class::cast)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  /** A day of turns, as often as a poll finds something to look at. */
  @ParameterizedTest
  @EnumSource(Habit.class)
  void aValueThatIsNotTakenIsNotWrittenForEverAndTheRestGoesOn(Habit system) {
    habit = system;
    created();
    for (int minute = 0; minute < 24 * 60; minute++) {
      assertThat(turn()).as("steps of a turn").isLessThan(20);
      now = now.plusSeconds(60);
    }
    assertThat(written()).as("writes in a day").isLessThanOrEqualTo(16);
    assertThat(last().field()).isEqualTo("priority");
    title = "It fails still";
    sayings = List.of("evt_1");
    turn();
    assertThat(there.get("title")).isEqualTo("It fails still");
    assertThat(said).containsExactly("evt_1");
    assertThat(state.health().halted()).isFalse();
    int before = events.size();
    turn();
    assertThat(events).as("nothing is recorded where nothing happens").hasSize(before);
  }

  /** Whatever the policy, the direction, and what people do meanwhile. */
  @Test
  void noScheduleWritesWithoutEnd() {
    for (int seed = 1; seed <= 500; seed++) {
      var random = new Random(seed);
      var test = new UntakenFieldTest();
      test.habit = Habit.values()[random.nextInt(Habit.values().length)];
      test.rules =
          rules(
              random.nextBoolean() ? Direction.OUT : Direction.BOTH,
              OnConflict.values()[random.nextInt(OnConflict.values().length)]);
      assertThat(test.busiest(random)).as("seed " + seed).isLessThanOrEqualTo(30);
    }
  }

  /** How many events one quiet day made at most, once people left both sides alone. */
  private int busiest(Random random) {
    created();
    for (int i = 0; i < 30; i++) {
      now = now.plusSeconds(random.nextInt(120));
      switch (random.nextInt(4)) {
        case 0 ->
            set("priority", List.of("Low", "Medium", "Highest").get(random.nextInt(3)), "anna");
        case 1 -> {
          ours = random.nextBoolean() ? "critical" : "error";
          theirs = ours.equals("critical") ? "Highest" : "High";
        }
        default -> assertThat(turn()).isLessThan(MOST_STEPS);
      }
    }
    for (int hour = 0; hour < 24 * 14; hour++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(turn()).isLessThan(MOST_STEPS);
    }
    int before = events.size();
    for (int hour = 0; hour < 24; hour++) {
      now = now.plus(Duration.ofHours(1));
      turn();
    }
    return events.size() - before;
  }

  @Test
  void whatIsTakenLaterIsWrittenInItsTimeAndShownNoMore() {
    created();
    turn();
    assertThat(last().why()).isEqualTo(NotTaken.NOT_KEPT);
    assertThat(last().tries()).isEqualTo(3);
    var nextAt = Objects.requireNonNull(last().nextAt());
    assertThat(TicketCourse.next(state, ours(), rules, sayings, now))
        .isEqualTo(new Step.Rest(nextAt, "both sides are equal, as far as they can be"));
    habit = Habit.PUTS_BACK_LATE;
    now = nextAt;
    turn();
    assertThat(events).last().isInstanceOf(TicketEvent.Written.class);
    assertThat(state.field("priority").tries().untaken()).isNull();
  }

  @Test
  void whatIsRefusedIsTriedAgainOnceOursOrTheirsChangesAndNotBefore() {
    habit = Habit.REFUSES;
    created();
    turn();
    long before = written();
    now = now.plus(Duration.ofDays(3));
    turn();
    assertThat(written()).isEqualTo(before);
    set("priority", "Low", "anna");
    turn();
    assertThat(written()).isEqualTo(before + 1);
    ours = "error";
    theirs = "High";
    turn();
    assertThat(written()).isEqualTo(before + 2);
    assertThat(last().theirs()).isEqualTo("High");
  }

  @Test
  void anAnswerThatFailedIsNoTry() {
    created();
    for (int i = 0; i < 10; i++) {
      if (TicketCourse.next(state, ours(), rules, sayings, now) instanceof Step.Write it) {
        when(new IntendWrite(LINK, it.values(), it.from(), Instant.EPOCH));
        when(new RecordFailure(LINK, "TIMEOUT", "", false, now));
      }
    }
    assertThat(events).noneMatch(TicketEvent.FieldNotTaken.class::isInstance);
  }

  @Test
  void aValueWithoutAWordIsNotWrittenAndShownOnce() {
    created();
    habit = Habit.PUTS_BACK_LATE;
    ours = "warning";
    theirs = null;
    turn();
    turn();
    assertThat(events)
        .filteredOn(TicketEvent.FieldNotTaken.class::isInstance)
        .singleElement()
        .extracting("why", "ours", "theirs")
        .containsExactly(NotTaken.UNMAPPED, "warning", "");
    assertThat(written()).isEqualTo(1);
    theirs = "Medium";
    turn();
    assertThat(there.get("priority")).as("once the rule has a word").isEqualTo("Medium");
    assertThat(state.field("priority").tries().untaken()).isNull();
  }

  @Test
  void aPersonWhoRetriesHasItWrittenAtOnce() {
    habit = Habit.REFUSES;
    created();
    turn();
    long before = written();
    habit = Habit.PUTS_BACK_LATE;
    state = TicketLink.evolve(state, new TicketEvent.Retried(LINK, new PrincipalId("person_1")));
    turn();
    assertThat(written()).isEqualTo(before + 1);
    assertThat(state.field("priority").tries().untaken()).isNull();
  }
}
