package io.countersign.domain.calendar;

import static io.countersign.domain.testing.Contexts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.CalendarWidening;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarCommand.LiftCalendar;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarEvent.AttemptRefused;
import io.countersign.domain.calendar.CalendarEvent.Defined;
import io.countersign.domain.calendar.CalendarEvent.EntriesRecorded;
import io.countersign.domain.calendar.CalendarEvent.Extended;
import io.countersign.domain.calendar.CalendarEvent.Lifted;
import io.countersign.domain.calendar.CalendarEvent.Recomputed;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.KnownFacts;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarDeciderTest {
  private static final CalendarId WEEK = CalendarId.named("release-week").orElseThrow();
  private static final CalendarId NIGHT = CalendarId.named("night").orElseThrow();
  private static final ConfirmationId CONFIRMATION = ConfirmationId.of(new UUID(7, 7));
  private static final Digest PLAN = new Digest("ab".repeat(32));
  private static final Span DAY = new Span(T0, T0.plus(Duration.ofDays(1)));
  private static final CalendarDefinition FREEZE =
      new CalendarDefinition(
          CalendarKind.FREEZE,
          CalendarScope.ORGANISATION,
          false,
          List.of(CalendarEntry.single(DAY)));

  private final KnownFacts facts =
      KnownFacts.nothing()
          .person("anna", Role.RESPONDER)
          .person("root", Role.ADMINISTRATOR)
          .person("ben", Role.APPROVER)
          .person("vera", Role.VIEWER)
          .service("bot", Role.RESPONDER)
          .bootstrapped();
  private Calendar state = Calendar.initial();

  private static DefineCalendar define(CalendarId id, CalendarDefinition it) {
    return define(id, it, List.of(), null);
  }

  private static DefineCalendar define(
      CalendarId id,
      CalendarDefinition it,
      List<Digest> releases,
      @Nullable ConfirmationId confirmation) {
    return new DefineCalendar(id, it, "why", "2026a", releases, false, confirmation);
  }

  private static LiftCalendar lift(@Nullable ConfirmationId confirmation) {
    return new LiftCalendar(WEEK, "over", List.of(PLAN), confirmation);
  }

  private static CalendarDefinition windows(String from, String to) {
    return new CalendarDefinition(
        CalendarKind.WINDOW,
        CalendarScope.ORGANISATION,
        false,
        List.of(
            CalendarEntry.recurring(
                LocalDateTime.parse("2026-01-01T" + from),
                LocalDateTime.parse("2026-01-01T" + to),
                "Europe/Berlin",
                Recurrence.each(Frequency.DAILY))));
  }

  private static Timeline timeline(CalendarId id, CalendarDefinition it, Instant horizon) {
    return new Timeline(
        id,
        it.kind(),
        it.scope(),
        it.dependents(),
        Occurrences.of(it.entries(), T0, horizon),
        horizon);
  }

  private Decision<CalendarEvent> decide(CalendarCommand command, CommandContext context) {
    return CalendarDecider.decide(state, command, context);
  }

  /** It is in force, as if it had been made. */
  private void inForce(CalendarId id, CalendarDefinition it) {
    state = Calendar.initial();
    decide(define(id, it), facts.as("anna"))
        .events()
        .forEach(e -> state = Calendar.evolve(state, e));
    assertThat(state).isInstanceOf(Calendar.InForce.class);
    facts.calendar(timeline(id, it, Horizon.from(T0)));
  }

  private static void assertRefused(Decision<CalendarEvent> decision, RefusalCode code) {
    assertThat(decision.answer())
        .isInstanceOfSatisfying(Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(code));
  }

  @Test
  void aPersonFreezesAtOnce() {
    assertThat(decide(define(WEEK, FREEZE), facts.as("anna")).events())
        .containsExactly(
            new Defined(
                WEEK,
                CalendarKind.FREEZE,
                CalendarScope.ORGANISATION,
                false,
                1,
                FREEZE.digest(),
                "2026a",
                Horizon.from(T0),
                false,
                List.of(),
                "why"),
            new EntriesRecorded(WEEK, Horizon.from(T0), FREEZE.entries(), true));
  }

  @Test
  void whoeverHasARoleInOneTeamClosesAndOpensNothingOfAnother() {
    facts.person("paula").scoped("paula", Role.RESPONDER, new Scope("pay", null, null, null));
    var context = facts.as("paula");
    var own = CalendarScope.parse("team=pay,environment=production");
    var freeze = new CalendarDefinition(CalendarKind.FREEZE, own, false, FREEZE.entries());
    assertThat(decide(define(NIGHT, freeze), context).events()).hasSize(2);
    var cart = EntityId.service("production", "cart");
    facts.owned(cart, "pay").owned(EntityId.service("production", "find"), "search");
    var one =
        new CalendarDefinition(
            CalendarKind.FREEZE, new CalendarScope(null, null, cart), false, FREEZE.entries());
    assertThat(decide(define(NIGHT, one), facts.as("paula")).events()).hasSize(2);
    for (var other :
        List.of(
            "service/production/find", "organisation", "team=search", "environment=production")) {
      var wider =
          new CalendarDefinition(
              CalendarKind.FREEZE, CalendarScope.parse(other), false, FREEZE.entries());
      assertRefused(decide(define(NIGHT, wider), context), RefusalCode.FORBIDDEN);
    }
    var theirsToo = new CalendarDefinition(CalendarKind.FREEZE, own, true, FREEZE.entries());
    assertRefused(decide(define(NIGHT, theirsToo), context), RefusalCode.FORBIDDEN);
    assertThat(decide(define(NIGHT, theirsToo), facts.as("anna")).events()).hasSize(2);
    inForce(WEEK, FREEZE);
    assertRefused(decide(define(WEEK, freeze), context), RefusalCode.FORBIDDEN);
    assertRefused(decide(lift(null), context), RefusalCode.FORBIDDEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"APPROVER", "COMMANDER", "ADMINISTRATOR"})
  void soMayWhoeverElseAnswersForChanges(Role role) {
    var context = facts.person("otto", role).as("otto");
    assertThat(decide(define(WEEK, FREEZE), context).events()).hasSize(2);
  }

  @Test
  void machinesAndReadersMayNot() {
    assertRefused(decide(define(WEEK, FREEZE), facts.as("bot")), RefusalCode.HUMAN_REQUIRED);
    assertRefused(decide(define(WEEK, FREEZE), facts.as("vera")), RefusalCode.FORBIDDEN);
    assertRefused(
        decide(new RecomputeCalendar(WEEK, "2026b"), facts.as("root")), RefusalCode.FORBIDDEN);
  }

  @Test
  void aReasonIsNeededAndAllProblemsAreToldAtOnce() {
    var blank = new DefineCalendar(WEEK, FREEZE, " ", "2026a", List.of(), false, null);
    assertRefused(decide(blank, facts.as("anna")), RefusalCode.REASON_REQUIRED);
    var bad =
        new CalendarDefinition(
            CalendarKind.WINDOW,
            CalendarScope.ORGANISATION,
            false,
            Collections.nCopies(
                2, CalendarEntry.recurring(LocalDateTime.MIN, LocalDateTime.MIN, "X", null)));
    var decision = decide(define(NIGHT, bad), facts.as("anna"));
    assertThat(decision.answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.why()).contains("Entry 1", "Entry 2"));
  }

  @Test
  void whatTakesPlaceTooOftenIsRefused() {
    var often =
        new CalendarDefinition(
            CalendarKind.WINDOW,
            CalendarScope.ORGANISATION,
            false,
            Collections.nCopies(40, windows("01:00:00", "02:00:00").entries().getFirst()));
    assertRefused(decide(define(NIGHT, often), facts.as("anna")), RefusalCode.CALENDAR_INVALID);
  }

  @Test
  void aScopeHasAsManyCalendarsAsItMayAndNoMore() {
    for (int i = 0; i < CalendarDefining.MOST_OF_A_SCOPE; i++) {
      assertThat(decide(define(WEEK, FREEZE), facts.as("anna")).events()).isNotEmpty();
      var id = CalendarId.named("freeze-" + i).orElseThrow();
      facts.calendar(timeline(id, FREEZE, Horizon.from(T0)));
    }
    assertRefused(decide(define(WEEK, FREEZE), facts.as("anna")), RefusalCode.TOO_MANY_CALENDARS);
    var web =
        new CalendarDefinition(
            CalendarKind.FREEZE, CalendarScope.parse("team=web"), false, FREEZE.entries());
    assertThat(decide(define(NIGHT, web), facts.as("anna")).events()).isNotEmpty();
    inForce(NIGHT, web);
    assertThat(decide(define(NIGHT, web), facts.as("anna")).answer())
        .isInstanceOf(Answer.Unchanged.class);
  }

  @Test
  void manyEntriesAreRecordedInPartsThatFit() {
    var entries = new ArrayList<CalendarEntry>();
    for (int i = 0; i < 500; i++) {
      var start = T0.plus(Duration.ofHours(i));
      entries.add(CalendarEntry.single(new Span(start, start.plusSeconds(60))));
    }
    var all =
        new CalendarDefinition(CalendarKind.FREEZE, CalendarScope.ORGANISATION, false, entries);
    var events = decide(define(WEEK, all), facts.as("anna")).events();
    assertThat(events).hasSizeGreaterThan(10);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(EntriesRecorded.class, it -> assertThat(it.last()).isTrue());
    for (var event : events) {
      state = Calendar.evolve(state, event);
    }
    assertThat(state)
        .isInstanceOfSatisfying(
            Calendar.InForce.class, it -> assertThat(it.definition()).isEqualTo(all));
    assertThat(decide(define(WEEK, all), facts.as("anna")).answer())
        .isInstanceOf(Answer.Unchanged.class);
  }

  @Test
  void toLiftAFreezeTakesTwoPersons() {
    inForce(WEEK, FREEZE);
    assertRefused(decide(lift(null), facts.as("anna")), RefusalCode.CONFIRMATION_REQUIRED);
    assertRefused(decide(lift(null), facts.asSystem()), RefusalCode.CONFIRMATION_REQUIRED);
    var change = CalendarWidening.lifting(WEEK.value(), Scope.EVERYWHERE, List.of(PLAN), "over");
    facts.agreed(CONFIRMATION, change, "ben", T0.plusSeconds(60));
    assertThat(decide(lift(CONFIRMATION), facts.as("ben")).events())
        .containsExactly(new Lifted(WEEK, List.of(PLAN), "over"));
    var otherPlans = new LiftCalendar(WEEK, "over", List.of(), CONFIRMATION);
    assertRefused(decide(otherPlans, facts.as("ben")), RefusalCode.CONFIRMATION_REQUIRED);
  }

  /** What two of a team close, two of a team open: the word of another's team isn't enough. */
  @Test
  void whoKeepsAPartLiftsItWithAnotherOfThatPart() {
    var pay = new Scope("pay", null, null, null);
    facts.person("paula").scoped("paula", Role.APPROVER, pay);
    facts.person("peter").scoped("peter", Role.RESPONDER, pay);
    facts.person("otto").scoped("otto", Role.APPROVER, new Scope("web", null, null, null));
    var freeze =
        new CalendarDefinition(
            CalendarKind.FREEZE, CalendarScope.parse("team=pay"), false, FREEZE.entries());
    inForce(WEEK, freeze);
    var change = CalendarWidening.lifting(WEEK.value(), pay, List.of(PLAN), "over");
    facts.agreed(CONFIRMATION, change, "paula", T0.plusSeconds(60));
    assertThat(decide(lift(CONFIRMATION), facts.as("paula")).events()).hasSize(1);
    facts.agreed(CONFIRMATION, change, "otto", T0.plusSeconds(60));
    assertRefused(decide(lift(CONFIRMATION), facts.as("otto")), RefusalCode.FORBIDDEN);
    var everywhere =
        CalendarWidening.lifting(WEEK.value(), Scope.EVERYWHERE, List.of(PLAN), "over");
    facts.agreed(CONFIRMATION, everywhere, "paula", T0.plusSeconds(60));
    assertRefused(decide(lift(CONFIRMATION), facts.as("paula")), RefusalCode.CONFIRMATION_REQUIRED);
  }

  /** Whoever depends on it is opened, too, and is anybody's. */
  @Test
  void whatReachesDependentsIsOpenedByTwoWhoReachEverything() {
    var pay = new Scope("pay", null, null, null);
    var orders = EntityId.service("production", "orders");
    facts.owned(orders, "pay").person("paula").scoped("paula", Role.APPROVER, pay);
    var scope = new CalendarScope(null, null, orders);
    var within = scope.within(facts.of(CatalogFacts.class));
    inForce(WEEK, new CalendarDefinition(CalendarKind.FREEZE, scope, true, FREEZE.entries()));
    var own = CalendarWidening.lifting(WEEK.value(), within, List.of(PLAN), "over");
    facts.agreed(CONFIRMATION, own, "ben", T0.plusSeconds(60));
    assertRefused(decide(lift(CONFIRMATION), facts.as("ben")), RefusalCode.CONFIRMATION_REQUIRED);
    var all = CalendarWidening.lifting(WEEK.value(), Scope.EVERYWHERE, List.of(PLAN), "over");
    facts.agreed(CONFIRMATION, all, "paula", T0.plusSeconds(60));
    assertRefused(decide(lift(CONFIRMATION), facts.as("paula")), RefusalCode.FORBIDDEN);
    assertRefused(decide(lift(CONFIRMATION), facts.asSystem()), RefusalCode.CONFIRMATION_REQUIRED);
    var without = new CalendarDefinition(CalendarKind.FREEZE, scope, false, FREEZE.entries());
    var change =
        CalendarWidening.defining(WEEK.value(), within, without.digest(), List.of(), "why");
    facts.agreed(CONFIRMATION, change, "ben", T0.plusSeconds(60));
    assertRefused(
        decide(define(WEEK, without, List.of(), CONFIRMATION), facts.as("ben")),
        RefusalCode.CONFIRMATION_REQUIRED);
    facts.agreed(CONFIRMATION, all, "ben", T0.plusSeconds(60));
    assertThat(decide(lift(CONFIRMATION), facts.as("ben")).events()).hasSize(1);
  }

  @Test
  void whatIsOverIsLiftedAlone() {
    inForce(WEEK, FREEZE);
    var lift = new LiftCalendar(WEEK, "over", List.of(), null);
    assertThat(decide(lift, facts.as("anna", T0.plus(Duration.ofDays(2)))).events()).hasSize(1);
  }

  @Test
  void whatNobodyMadeCantBeLiftedAndWhatIsLiftedStays() {
    assertRefused(decide(lift(null), facts.as("anna")), RefusalCode.UNKNOWN_CALENDAR);
    state = Calendar.evolve(state, new Lifted(WEEK, List.of(), ""));
    assertThat(decide(lift(null), facts.as("anna")).answer()).isInstanceOf(Answer.Unchanged.class);
  }

  @Test
  void theFirstWindowClosesAndAFurtherOneOpensMore() {
    assertThat(decide(define(NIGHT, windows("01:00:00", "03:00:00")), facts.as("anna")).events())
        .isNotEmpty();
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    state = Calendar.initial();
    assertRefused(
        decide(define(WEEK, windows("04:00:00", "05:00:00")), facts.as("anna")),
        RefusalCode.CONFIRMATION_REQUIRED);
  }

  /** Whoever is about both is open while both are. */
  @Test
  void aWindowOfAnotherLevelCloses() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    state = Calendar.initial();
    var team =
        new CalendarDefinition(
            CalendarKind.WINDOW,
            CalendarScope.parse("team=web"),
            false,
            windows("04:00:00", "05:00:00").entries());
    assertThat(decide(define(WEEK, team), facts.as("anna")).events()).hasSize(2);
  }

  @Test
  void oneOfSeveralWindowsIsLiftedAloneAndTheLastByTwo() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    facts.calendar(timeline(WEEK, windows("04:00:00", "05:00:00"), Horizon.from(T0)));
    var lift = new LiftCalendar(NIGHT, "over", List.of(), null);
    assertThat(decide(lift, facts.as("anna")).events()).hasSize(1);
    facts.lifted(timeline(WEEK, windows("04:00:00", "05:00:00"), Horizon.from(T0)));
    assertRefused(decide(lift, facts.as("anna")), RefusalCode.CONFIRMATION_REQUIRED);
  }

  @Test
  void aWindowShrinksAtOnceAndGrowsByTwo() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    assertThat(decide(define(NIGHT, windows("01:30:00", "02:00:00")), facts.as("anna")).events())
        .isNotEmpty();
    var wider = windows("01:00:00", "04:00:00");
    assertRefused(
        decide(define(NIGHT, wider), facts.as("anna")), RefusalCode.CONFIRMATION_REQUIRED);
    facts.agreed(
        CONFIRMATION,
        CalendarWidening.defining(
            NIGHT.value(), Scope.EVERYWHERE, wider.digest(), List.of(), "why"),
        "ben",
        T0.plusSeconds(60));
    assertThat(
            decide(define(NIGHT, wider, List.of(), CONFIRMATION), facts.as("ben"))
                .events()
                .getFirst())
        .isInstanceOfSatisfying(Defined.class, it -> assertThat(it.widened()).isTrue());
  }

  private static final Instant WEDNESDAY = T0.plus(Duration.ofDays(3));

  private static CalendarDefinition daily(CalendarKind kind, String from, String to) {
    return new CalendarDefinition(
        kind, CalendarScope.ORGANISATION, false, windows(from, to).entries());
  }

  private static CalendarDefinition with(CalendarDefinition it, Span... more) {
    var entries = new ArrayList<>(it.entries());
    Stream.of(more).map(CalendarEntry::single).forEach(entries::add);
    return new CalendarDefinition(it.kind(), it.scope(), it.dependents(), entries);
  }

  /** Outside of its nights, and not computed yet when it was set. */
  private static Span beyond() {
    var noon = Horizon.from(T0).plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS);
    return new Span(noon.plus(Duration.ofHours(12)), noon.plus(Duration.ofHours(13)));
  }

  /** By a person and by a feed alike. */
  private void daysLater(CalendarDefinition it, boolean wider) {
    var define = define(NIGHT, it);
    for (var who : List.of(facts.as("anna", WEDNESDAY), facts.asSystem(WEDNESDAY))) {
      if (wider) {
        assertRefused(decide(define, who), RefusalCode.CONFIRMATION_REQUIRED);
      } else {
        assertThat(decide(define, who).events().getFirst())
            .isInstanceOfSatisfying(Defined.class, e -> assertThat(e.widened()).isFalse());
      }
    }
  }

  /** By then more is computed than when it was set; that alone opens nothing. */
  @Test
  void aWindowShrinksAtOnceAndGrowsByTwoOnLaterDaysToo() {
    var nights = windows("01:00:00", "03:00:00");
    inForce(NIGHT, nights);
    daysLater(windows("01:00:00", "02:00:00"), false);
    daysLater(windows("01:00:00", "03:30:00"), true);
    daysLater(with(nights, beyond()), true);
    inForce(NIGHT, with(nights, beyond()));
    daysLater(nights, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = CalendarKind.class,
      names = {"BLACKOUT", "FREEZE"})
  void whatClosesGrowsAtOnceAndShrinksByTwoOnLaterDaysToo(CalendarKind kind) {
    var nights = daily(kind, "01:00:00", "03:00:00");
    inForce(NIGHT, nights);
    daysLater(daily(kind, "01:00:00", "03:30:00"), false);
    daysLater(with(nights, beyond()), false);
    daysLater(daily(kind, "01:00:00", "02:00:00"), true);
    inForce(NIGHT, with(nights, beyond()));
    daysLater(nights, true);
  }

  /** By one person, and a freeze isn't opened by another's word about nothing. */
  @Test
  void whatOpensNothingLetsNoPlanGoOn() {
    var plans = List.of(PLAN);
    assertRefused(
        decide(define(WEEK, FREEZE, plans, null), facts.as("anna")),
        RefusalCode.NOTHING_TO_RELEASE);
    inForce(WEEK, FREEZE);
    var over = facts.as("anna", T0.plus(Duration.ofDays(2)));
    var named = new LiftCalendar(WEEK, "over", plans, null);
    assertRefused(decide(named, over), RefusalCode.NOTHING_TO_RELEASE);
  }

  /** Nobody was shown them. */
  @Test
  void aFeedLetsNoPlanGoOn() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    var wider = windows("01:00:00", "04:00:00");
    var trusted = new DefineCalendar(NIGHT, wider, "feed", "2026a", List.of(PLAN), true, null);
    assertRefused(decide(trusted, facts.asSystem()), RefusalCode.CONFIRMATION_REQUIRED);
  }

  @Test
  void aFreezeThatEndsSoonerOrReachesLessIsWider() {
    inForce(WEEK, FREEZE);
    var shorter =
        new CalendarDefinition(
            CalendarKind.FREEZE,
            CalendarScope.ORGANISATION,
            false,
            List.of(CalendarEntry.single(new Span(T0, T0.plusSeconds(60)))));
    assertRefused(
        decide(define(WEEK, shorter), facts.as("anna")), RefusalCode.CONFIRMATION_REQUIRED);
    var elsewhere =
        new CalendarDefinition(
            CalendarKind.FREEZE, CalendarScope.parse("team=web"), false, FREEZE.entries());
    assertRefused(decide(define(WEEK, elsewhere), facts.as("anna")), RefusalCode.BAD_REQUEST);
  }

  @Test
  void aFeedWidensOnlyWhereTheSettingsSaySo() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    var wider = windows("01:00:00", "04:00:00");
    assertRefused(
        decide(define(NIGHT, wider), facts.asSystem()), RefusalCode.CONFIRMATION_REQUIRED);
    var trusted = new DefineCalendar(NIGHT, wider, "feed", "2026a", List.of(), true, null);
    assertThat(decide(trusted, facts.asSystem()).events()).isNotEmpty();
    assertRefused(decide(trusted, facts.as("anna")), RefusalCode.CONFIRMATION_REQUIRED);
  }

  @Test
  void itIsComputedFurtherAsTimeGoesOn() {
    inForce(NIGHT, windows("01:00:00", "03:00:00"));
    var again = new RecomputeCalendar(NIGHT, "2026a");
    assertThat(decide(again, facts.asSystem()).answer()).isInstanceOf(Answer.Unchanged.class);
    var later = T0.plus(Duration.ofDays(8));
    assertThat(decide(again, facts.asSystem(later)).events())
        .containsExactly(new Extended(NIGHT, Horizon.from(later)));
  }

  /** As if the other database had put one of the nights elsewhere. */
  @Test
  void e15_anotherTimeZoneDatabaseIsRecordedWithTheDifference() {
    var definition = windows("01:00:00", "03:00:00");
    inForce(NIGHT, definition);
    var known = timeline(NIGHT, definition, Horizon.from(T0));
    var spans = new ArrayList<>(known.spans().all());
    var moved = spans.get(30);
    var before = new Span(moved.start().plusSeconds(3600), moved.end().plusSeconds(3600));
    spans.set(30, before);
    facts.calendar(
        new Timeline(
            NIGHT, known.kind(), known.scope(), false, Spans.union(spans), known.horizon()));
    assertThat(decide(new RecomputeCalendar(NIGHT, "2026b"), facts.asSystem()).events())
        .containsExactly(
            new Recomputed(NIGHT, "2026b", Horizon.from(T0), List.of(before), List.of(moved), 2));
    assertThat(decide(new RecomputeCalendar(NIGHT, "2025z"), facts.asSystem()).answer())
        .isInstanceOf(Answer.Unchanged.class);
  }

  @Test
  void aRefusalIsOnRecordOnceAMinute() {
    inForce(WEEK, FREEZE);
    var refused = decide(lift(null), facts.as("anna"));
    assertThat(refused.events())
        .containsExactly(
            new AttemptRefused(
                WEEK,
                RefusalCode.CONFIRMATION_REQUIRED,
                facts.as("anna").actor().id(),
                "LiftCalendar",
                T0));
    state = Calendar.evolve(state, refused.events().getFirst());
    assertThat(decide(lift(null), facts.as("anna")).events()).isEmpty();
  }

  /** One event stays below what an event may have, also where its rules list all days there are. */
  @Test
  void entriesWithLongRulesAreRecordedInSmallParts() {
    var days = new ArrayList<Recurrence.Weekday>();
    for (int i = 1; i <= 7; i++) {
      for (var day : DayOfWeek.values()) {
        days.add(new Recurrence.Weekday(-i, day));
      }
    }
    var numbers = IntStream.rangeClosed(-31, 31).filter(it -> it != 0).boxed().toList();
    var rule = new Recurrence(Frequency.YEARLY, 1, days, numbers, List.of(), null, null);
    var start = LocalDateTime.parse("2026-12-25T00:00");
    var entry = CalendarEntry.recurring(start, start.plusHours(1), "Europe/Berlin", rule);
    var listed =
        new CalendarDefinition(
            CalendarKind.FREEZE, CalendarScope.ORGANISATION, false, Collections.nCopies(6, entry));
    var parts =
        decide(define(WEEK, listed), facts.as("anna")).events().stream()
            .filter(EntriesRecorded.class::isInstance)
            .toList();
    assertThat(parts).hasSize(2);
  }
}
