package io.countersign.ledger.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.calendar.CalendarCommand.DefineCalendar;
import io.countersign.domain.calendar.CalendarCommand.LiftCalendar;
import io.countersign.domain.calendar.CalendarCommand.RecomputeCalendar;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.WindowState.State;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Recurrence;
import io.countersign.domain.calendar.rule.Recurrence.Frequency;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.catalog.CatalogEvent.EntityDeclared;
import io.countersign.domain.catalog.CatalogEvent.RelationDeclared;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real database: what is decided about calendars holds in the next command. */
class CalendarFactsTest {
  private static final Actor ALICE = new Actor(Story.ALICE, PrincipalKind.PERSON);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CalendarId NIGHT = CalendarId.named("night").orElseThrow();
  private static final CalendarId WEEK = CalendarId.named("week").orElseThrow();
  private static final EntityId ORDERS = EntityId.service("production", "orders");
  private static final EntityId SHOP = EntityId.service("production", "shop");
  private static final EntityId DATABASE = new EntityId("database", "production", "main");

  private final TestDatabase database = TestDatabase.create();
  private Ledger ledger = database.open();
  private int keys;

  @BeforeEach
  void register() {
    var roles = Set.of(Role.RESPONDER);
    done(new RegisterPrincipal(Story.ALICE, PrincipalKind.PERSON, roles), Actor.SYSTEM, NOW);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void done(Command command, Actor actor, Instant at) {
    assertThat(send(command, actor, at)).isInstanceOf(Answer.Done.class);
  }

  private Answer send(Command command, Actor actor, Instant at) {
    var context =
        new CommandContext(UUID.randomUUID(), actor, at, Surface.API, null, null, null, Facts.NONE);
    return ledger.send(new Submission.OfCommand(command, context)).join().answer();
  }

  private void declare(Entity entity) {
    fact(new EntityDeclared(entity));
  }

  private void fact(io.countersign.domain.StandaloneEvent event) {
    var context =
        new CommandContext(
            UUID.randomUUID(), Actor.SYSTEM, NOW, Surface.API, null, null, null, Facts.NONE);
    ledger.send(new Submission.OfStandaloneEvent(event, "key" + keys++, context)).join();
  }

  private static DefineCalendar define(CalendarId id, CalendarDefinition it, Digest... releases) {
    return new DefineCalendar(id, it, "why", "2026a", List.of(releases), false, null);
  }

  private static CalendarDefinition freeze(String scope, boolean dependents) {
    return new CalendarDefinition(
        CalendarKind.FREEZE,
        CalendarScope.parse(scope),
        dependents,
        List.of(CalendarEntry.single(new Span(NOW, NOW.plus(Duration.ofDays(1))))));
  }

  private static CalendarDefinition nights() {
    return new CalendarDefinition(
        CalendarKind.WINDOW,
        CalendarScope.ORGANISATION,
        false,
        List.of(
            CalendarEntry.recurring(
                LocalDateTime.parse("2026-01-01T22:00:00"),
                LocalDateTime.parse("2026-01-02T06:00:00"),
                "Europe/Berlin",
                Recurrence.each(Frequency.DAILY))));
  }

  private Calendars calendars() {
    return new Calendars(ledger.transactions());
  }

  @Test
  void whatIsDefinedHoldsAtOnceAndOverARestart() {
    assertThat(calendars().state(ORDERS, NOW).isOpen()).isTrue();
    done(define(NIGHT, nights()), ALICE, NOW);
    done(define(WEEK, freeze("environment=production", false)), ALICE, NOW);
    var frozen = calendars().state(ORDERS, NOW);
    assertThat(frozen.state()).isEqualTo(State.FROZEN);
    assertThat(frozen.calendar()).isEqualTo(WEEK);
    assertThat(frozen.opensAt()).isEqualTo(Instant.parse("2026-03-02T21:00:00Z"));
    ledger.close();
    ledger = database.open();
    assertThat(calendars().state(ORDERS, NOW)).isEqualTo(frozen);
    assertThat(calendars().find(NIGHT).orElseThrow().definition()).isEqualTo(nights());
    assertThat(calendars().all()).hasSize(2);
  }

  @Test
  void whatIsInheritedFollowsTheCatalogue() {
    declare(new Entity(ORDERS, "payments", 1, false));
    declare(new Entity(SHOP, "web", 1, true));
    declare(new Entity(DATABASE, "storage", 1, false));
    fact(new RelationDeclared(new Relation(Relation.Kind.PART_OF, ORDERS, SHOP)));
    fact(new RelationDeclared(new Relation(Relation.Kind.STORES_IN, ORDERS, DATABASE)));
    done(define(WEEK, freeze("team=web", false)), ALICE, NOW);
    assertThat(calendars().state(ORDERS, NOW).state()).isEqualTo(State.FROZEN);
    assertThat(calendars().state(DATABASE, NOW).isOpen()).isTrue();
    done(define(NIGHT, freeze("team=storage", true)), ALICE, NOW);
    assertThat(calendars().state(SHOP, NOW).calendar()).isEqualTo(WEEK);
    assertThat(calendars().state(DATABASE, NOW).calendar()).isEqualTo(NIGHT);
  }

  private static final Digest PLAN = Digest.ofJson("plan");

  /** What calendars would say of it, had nobody opened one but for this plan. */
  private Optional<State> lettingGo(Digest plan, Instant since, Instant at) {
    return ledger
        .transactions()
        .call(
            sql ->
                new CalendarFactsProvider()
                    .at(sql)
                    .lettingGo(plan, since)
                    .map(it -> it.state(ORDERS, at).state()));
  }

  private static CalendarDefinition until(CalendarDefinition it, Duration after) {
    return new CalendarDefinition(
        it.kind(),
        it.scope(),
        it.dependents(),
        List.of(CalendarEntry.single(new Span(NOW, NOW.plus(after)))));
  }

  /** There never were two administrators, so that nobody confirms what opens. */
  @Test
  void aPlanIsLetGoOnByTheCalendarThatNamedItAndByNoOther() {
    var freeze = freeze("environment=production", false);
    done(define(WEEK, freeze), ALICE, NOW);
    done(define(NIGHT, freeze), ALICE, NOW);
    var noon = NOW.plus(Duration.ofHours(2));
    done(new LiftCalendar(WEEK, "for it", List.of(PLAN), null), ALICE, NOW.plusSeconds(60));
    done(define(NIGHT, until(freeze, Duration.ofHours(1))), ALICE, NOW.plusSeconds(120));
    assertThat(calendars().state(ORDERS, noon).isOpen()).isTrue();
    assertThat(lettingGo(PLAN, NOW.plusSeconds(30), noon)).contains(State.FROZEN);
    assertThat(lettingGo(PLAN, NOW.plusSeconds(90), noon)).contains(State.FROZEN);
    assertThat(lettingGo(PLAN, NOW.plusSeconds(121), noon)).contains(State.OPEN);
    assertThat(lettingGo(Digest.ofJson("another"), NOW.plusSeconds(121), noon)).isEmpty();
    done(new LiftCalendar(NIGHT, "as well", List.of(PLAN), null), ALICE, NOW.plusSeconds(180));
    assertThat(lettingGo(PLAN, NOW.plusSeconds(30), noon)).contains(State.OPEN);
    done(define(WEEK, freeze), ALICE, NOW.plusSeconds(240));
    done(new LiftCalendar(WEEK, "for others", List.of(), null), ALICE, NOW.plusSeconds(300));
    assertThat(lettingGo(PLAN, NOW.plusSeconds(30), noon))
        .as("what came and went since is as if it hadn't")
        .contains(State.OPEN);
    var month = NOW.plus(CalendarFacts.FORMER).plusSeconds(400);
    done(define(WEEK, until(freeze, Duration.ofDays(40))), ALICE, month);
    assertThat(lettingGo(PLAN, NOW.plusSeconds(30), noon)).as("what is old is gone").isEmpty();
  }

  /** Where one changed, the times of the others aren't read; a refusal changes none. */
  @Test
  void whatDidNotChangeIsNotReadAgain() {
    done(define(NIGHT, nights()), ALICE, NOW);
    done(define(WEEK, freeze("environment=production", false)), ALICE, NOW);
    var calendars = calendars();
    var before = calendars.index();
    var longer = until(freeze("environment=production", false), Duration.ofDays(2));
    assertThat(send(define(WEEK, longer, PLAN), ALICE, NOW)).isInstanceOf(Answer.Refused.class);
    assertThat(calendars.index()).as("after a refusal").isSameAs(before);
    done(new RecomputeCalendar(WEEK, "2026b"), Actor.SYSTEM, NOW);
    var after = calendars.index();
    assertThat(after).isNotSameAs(before);
    assertThat(after.calendars().getFirst()).isSameAs(before.calendars().getFirst());
    assertThat(after.calendars().getLast()).isNotSameAs(before.calendars().getLast());
    assertThat(calendars.state(ORDERS, NOW).state()).isEqualTo(State.FROZEN);
    done(new LiftCalendar(WEEK, "over", List.of(), null), ALICE, NOW);
    assertThat(calendars.state(ORDERS, NOW).state()).isEqualTo(State.CLOSED);
  }

  @Test
  void e15_itIsComputedFurtherAndAnewByAnotherDatabase() {
    done(define(NIGHT, nights()), ALICE, NOW);
    var later = NOW.plus(Duration.ofDays(30));
    done(new RecomputeCalendar(NIGHT, "2026a"), Actor.SYSTEM, later);
    assertThat(calendars().find(NIGHT).orElseThrow().horizon()).isEqualTo(Horizon.from(later));
    var last = calendars().index().calendars().getFirst().spans().all().getLast();
    assertThat(last.end()).isAfter(later.plus(Horizon.AHEAD));
    done(new RecomputeCalendar(NIGHT, "2026b"), Actor.SYSTEM, later);
    assertThat(calendars().find(NIGHT).orElseThrow().tzdata()).isEqualTo("2026b");
    assertThat(calendars().state(ORDERS, NOW.plus(Duration.ofHours(10))).isOpen()).isTrue();
  }
}
