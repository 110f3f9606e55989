package io.countersign.domain.oncall.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.oncall.LocalHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Instant MONDAY = Instant.parse("2026-06-01T08:00:00Z");
  private static final Instant SUNDAY = Instant.parse("2026-05-31T08:00:00Z");
  private static final NoticeFacts NOTICE =
      new NoticeFacts(
          "approval-requested", Set.of("payments"), Severity.CRITICAL, Set.of("production"));

  private static Route route(String name, RouteMatch match, boolean goesOn, String... receivers) {
    return new Route(name, match, List.of(receivers), goesOn, List.of());
  }

  private static RouteMatch match(
      Set<String> kinds, Set<String> teams, Set<Severity> severities, Set<String> environments) {
    return new RouteMatch(kinds, teams, severities, environments, List.of());
  }

  @Test
  void allThatIsNamedHasToFit() {
    var fits =
        match(
            Set.of("approval-requested", "incident-escalated"),
            Set.of("payments", "core"),
            Set.of(Severity.CRITICAL),
            Set.of("production"));
    assertThat(fits.fits(NOTICE, MONDAY)).isTrue();
    assertThat(match(Set.of("policy-denied"), Set.of(), Set.of(), Set.of()).fits(NOTICE, MONDAY))
        .isFalse();
    assertThat(match(Set.of(), Set.of("core"), Set.of(), Set.of()).fits(NOTICE, MONDAY)).isFalse();
    assertThat(match(Set.of(), Set.of(), Set.of(Severity.INFO), Set.of()).fits(NOTICE, MONDAY))
        .isFalse();
    assertThat(match(Set.of(), Set.of(), Set.of(), Set.of("rig")).fits(NOTICE, MONDAY)).isFalse();
    assertThat(RouteMatch.ALL.fits(NOTICE, MONDAY)).isTrue();
  }

  @Test
  void newsOfTheInstallationHasNoSeverity() {
    var news = new NoticeFacts("policy-proposed", Set.of(), null, Set.of());
    assertThat(match(Set.of(), Set.of(), Set.of(Severity.CRITICAL), Set.of()).fits(news, MONDAY))
        .isFalse();
    assertThat(RouteMatch.ALL.fits(news, MONDAY)).isTrue();
  }

  @Test
  void theFirstThatFitsIsTakenAndMoreOnlyIfItSaysSo() {
    var first = route("first", RouteMatch.ALL, true, "a");
    var second = route("second", RouteMatch.ALL, false, "b");
    var third = route("third", RouteMatch.ALL, false, "c");
    assertThat(new Routing(List.of(first, second, third)).taken(NOTICE, MONDAY))
        .containsExactly(first, second);
    assertThat(new Routing(List.of(third, first)).taken(NOTICE, MONDAY)).containsExactly(third);
    assertThat(Routing.naming(List.of(first, second), "b")).contains(second);
    assertThat(Routing.naming(List.of(first, second), "c")).isEmpty();
  }

  @Test
  void atOtherHoursItIsAnothersMatter() {
    var office =
        new LocalHours(
            Set.of(DayOfWeek.MONDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            ZoneId.of("Europe/Berlin"));
    var match = new RouteMatch(Set.of(), Set.of(), Set.of(), Set.of(), List.of(office));
    var routing = new Routing(List.of(route("office", match, false, "a")));
    assertThat(routing.taken(NOTICE, MONDAY)).hasSize(1);
    assertThat(routing.taken(NOTICE, SUNDAY)).isEmpty();
  }
}
