package io.countersign.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.calendar.CalendarTarget.Place;
import io.countersign.domain.calendar.WindowState.State;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.calendar.rule.Spans;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalendarIndexTest {
  private static final EntityId ORDERS = EntityId.service("production", "orders");
  private static final EntityId SHOP = EntityId.service("production", "shop");
  private static final EntityId DATABASE = new EntityId("database", "production", "main");
  private static final CalendarTarget TARGET =
      new CalendarTarget(
          List.of(new Place(ORDERS, "payments"), new Place(SHOP, "web")),
          List.of(new Place(DATABASE, "storage")));
  private static final Instant HORIZON = Instant.ofEpochSecond(100_000);

  private static final List<String> SCOPES = List.of("organisation", "team=payments");

  private static Timeline calendar(String name, CalendarKind kind, String scope, int... bounds) {
    return calendar(name, kind, scope, false, bounds);
  }

  private static Timeline calendar(
      String name, CalendarKind kind, String scope, boolean dependents, int... bounds) {
    var spans = new ArrayList<Span>();
    for (int i = 0; i < bounds.length; i += 2) {
      spans.add(new Span(at(bounds[i]), at(bounds[i + 1])));
    }
    return new Timeline(
        CalendarId.named(name).orElseThrow(),
        kind,
        CalendarScope.parse(scope),
        dependents,
        Spans.union(spans),
        HORIZON);
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static WindowState state(int second, Timeline... calendars) {
    return new CalendarIndex(List.of(calendars)).state(TARGET, at(second));
  }

  @Test
  void withoutACalendarItIsOpen() {
    assertThat(state(5)).isEqualTo(WindowState.always(at(5)));
    assertThat(state(5, calendar("other", CalendarKind.WINDOW, "team=others", 10, 20)).isOpen())
        .isTrue();
  }

  @Test
  void e01_aWindowIsOpenFromItsStartOnAndForWhatFitsBeforeItsEnd() {
    var window = calendar("night", CalendarKind.WINDOW, "organisation", 10, 20);
    var before = new CalendarIndex(List.of(window)).state(TARGET, at(10).minusMillis(1));
    assertThat(before.state()).isEqualTo(State.CLOSED);
    assertThat(before.opensAt()).isEqualTo(at(10));
    assertThat(state(10, window).isOpenFor(Duration.ofSeconds(10), at(10))).isTrue();
    var last = new CalendarIndex(List.of(window)).state(TARGET, at(20).minusMillis(1));
    assertThat(last.isOpen()).isTrue();
    assertThat(last.isOpenFor(Duration.ofSeconds(1), at(20).minusMillis(1))).isFalse();
    assertThat(state(20, window).state()).isEqualTo(State.CLOSED);
    assertThat(state(20, window).opensAt()).isNull();
  }

  @Test
  void e05_aFreezeWithinAWindowAndOneOnWhatItIsPartOfClose() {
    var window = calendar("night", CalendarKind.WINDOW, "organisation", 10, 50);
    var freeze = calendar("week", CalendarKind.FREEZE, "environment=production", 20, 30);
    var during = state(25, window, freeze);
    assertThat(during.state()).isEqualTo(State.FROZEN);
    assertThat(during.calendar()).isEqualTo(freeze.id());
    assertThat(during.since()).isEqualTo(at(20));
    assertThat(during.until()).isEqualTo(at(30));
    assertThat(during.next()).isEqualTo(State.OPEN);
    assertThat(state(15, window, freeze).until()).isEqualTo(at(20));
    assertThat(state(5, calendar("parent", CalendarKind.FREEZE, SHOP.toString(), 0, 9)).state())
        .isEqualTo(State.FROZEN);
    assertThat(state(5, calendar("its", CalendarKind.WINDOW, SHOP.toString(), 8, 9)).isOpen())
        .isTrue();
  }

  @Test
  void aDependencysFreezeIsInheritedWhereItReachesItsDependents() {
    assertThat(state(5, calendar("f", CalendarKind.FREEZE, DATABASE.toString(), 0, 9)).isOpen())
        .isTrue();
    assertThat(
            state(5, calendar("f", CalendarKind.FREEZE, DATABASE.toString(), true, 0, 9)).state())
        .isEqualTo(State.FROZEN);
  }

  @Test
  void e06_overlappingWindowsAreOneWithOneListOfTransitions() {
    var one = calendar("one", CalendarKind.WINDOW, "organisation", 10, 20);
    var other = calendar("other", CalendarKind.WINDOW, "organisation", 15, 30);
    assertThat(state(12, one, other).until()).isEqualTo(at(30));
    assertThat(state(25, one, other).since()).isEqualTo(at(10));
    assertThat(state(9, one, other).opensAt()).isEqualTo(at(10));
  }

  @Test
  void windowsOfSeveralLevelsHaveToBeOpenTogether() {
    var all = calendar("all", CalendarKind.WINDOW, "organisation", 10, 20, 40, 50);
    var team = calendar("team", CalendarKind.WINDOW, "team=payments", 15, 45);
    var more = calendar("more", CalendarKind.WINDOW, "team=payments", 5, 12);
    var others = calendar("others", CalendarKind.WINDOW, "team=web", 90, 95);
    assertThat(state(17, all, team, others).isOpen()).isTrue();
    assertThat(state(17, all, team).until()).isEqualTo(at(20));
    assertThat(state(12, all, team).state()).isEqualTo(State.CLOSED);
    assertThat(state(12, all, team).opensAt()).isEqualTo(at(15));
    assertThat(state(11, all, team, more).isOpen()).isTrue();
    assertThat(state(21, all, team).opensAt()).isEqualTo(at(40));
    var index = new CalendarIndex(List.of(all, team));
    assertThat(index.opensFor(TARGET, Duration.ofSeconds(6), at(0))).isEmpty();
    assertThat(index.opensFor(TARGET, Duration.ofSeconds(5), at(16))).contains(at(40));
  }

  @Test
  void whateverIsInTheWayIsNamedAtEachInstant() {
    var all = calendar("all", CalendarKind.WINDOW, "organisation", 10, 40);
    var team = calendar("team", CalendarKind.WINDOW, "team=payments", 20, 60);
    assertThat(state(5, all).calendar()).isEqualTo(all.id());
    assertThat(state(15, all, team).calendar()).isEqualTo(team.id());
    assertThat(state(50, all, team).calendar()).isEqualTo(all.id());
    var one = calendar("one", CalendarKind.FREEZE, "organisation", 20, 25);
    var next = calendar("next", CalendarKind.FREEZE, "organisation", 22, 30);
    assertThat(state(27, all, one, next).calendar()).isEqualTo(next.id());
    assertThat(state(27, all, one, next).since()).isEqualTo(at(20));
    assertThat(state(27, all, one, next).text()).startsWith("FROZEN by next until");
  }

  @Test
  void whatIsNotComputedThatFarIsClosed() {
    var freeze = calendar("f", CalendarKind.FREEZE, "organisation", 0, 9);
    assertThat(state(99_999, freeze).isOpen()).isTrue();
    assertThat(state(100_000, freeze).state()).isEqualTo(State.CLOSED);
  }

  /** Against the plain reading of each instant, second by second. */
  @Test
  void statesAndTransitionsAreThoseOfEachInstant() {
    Cases.each(
        300,
        20_000,
        seed -> {
          var random = new Random(seed);
          var calendars = new ArrayList<Timeline>();
          for (int i = random.nextInt(5); i >= 0; i--) {
            calendars.add(some(random, "c" + i));
          }
          var index = new CalendarIndex(calendars);
          var now = random.nextInt(60);
          var state = index.state(TARGET, at(now));
          assertThat(state.state()).isEqualTo(plain(calendars, at(now)));
          assertThat(state.until()).isEqualTo(next(calendars, now, null));
          assertThat(state.opensAt())
              .isEqualTo(state.isOpen() ? at(now) : next(calendars, now, State.OPEN));
        });
  }

  private static @Nullable Instant next(List<Timeline> calendars, int now, @Nullable State wanted) {
    var first = plain(calendars, at(now));
    for (int second = now; second < 80; second++) {
      var then = plain(calendars, at(second));
      if (wanted == null ? then != first : then == wanted) {
        return at(second);
      }
    }
    return null;
  }

  private static State plain(List<Timeline> calendars, Instant at) {
    if (holds(calendars, CalendarKind.FREEZE, at)) {
      return State.FROZEN;
    }
    if (holds(calendars, CalendarKind.BLACKOUT, at)) {
      return State.BLACKED_OUT;
    }
    boolean open =
        SCOPES.stream()
            .map(scope -> calendars.stream().filter(it -> it.scope().toString().equals(scope)))
            .map(Stream::toList)
            .filter(it -> it.stream().anyMatch(c -> c.kind() == CalendarKind.WINDOW))
            .allMatch(it -> holds(it, CalendarKind.WINDOW, at));
    return open ? State.OPEN : State.CLOSED;
  }

  private static boolean holds(List<Timeline> calendars, CalendarKind kind, Instant at) {
    return calendars.stream().anyMatch(it -> it.kind() == kind && it.spans().contains(at));
  }

  private static Timeline some(Random random, String name) {
    var bounds = new int[2 * random.nextInt(4)];
    for (int i = 0; i < bounds.length; i += 2) {
      bounds[i] = random.nextInt(60);
      bounds[i + 1] = bounds[i] + random.nextInt(15);
    }
    var kinds = CalendarKind.values();
    return calendar(
        name, kinds[random.nextInt(kinds.length)], SCOPES.get(random.nextInt(2)), bounds);
  }
}
