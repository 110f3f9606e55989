package io.countersign.domain.alert;

import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Decision;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.AlertEvent.Repeated;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertEvent.Suppressed;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Cases;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertDeciderTest {
  private static final Instant BEGAN = Contexts.after(-10);
  private static final Instant ENDED = Contexts.after(-1);
  private static final AlertId ALERT = AlertId.of("am", "f1", BEGAN);
  private static final EntityId SHOP = service("shop");

  private static ObserveAlert observed(Instant endsAt) {
    return new ObserveAlert(
        ALERT,
        "am",
        "f1",
        "HighErrorRate",
        Severity.CRITICAL,
        SHOP,
        "errors",
        BEGAN,
        endsAt,
        Map.of("service", "shop"),
        null);
  }

  private static final ObserveAlert FIRES = observed(null);
  private static final ObserveAlert ENDS = observed(ENDED);

  private static Decision<AlertEvent> decide(AlertSeen seen, AlertCommand command) {
    return AlertDecider.decide(seen, command, KnownFacts.nothing().asSystem(after(7)));
  }

  private static AlertSeen firing(long count) {
    return new AlertSeen(count, AlertSeen.Status.FIRING, 1);
  }

  @Test
  void theFirstWordOfAFaultRaisesIt() {
    var decision = decide(AlertSeen.NEVER, FIRES);
    assertThat(decision)
        .isEqualTo(
            Decision.done(
                new Raised(
                    ALERT,
                    "am",
                    "f1",
                    "HighErrorRate",
                    Severity.CRITICAL,
                    SHOP,
                    "errors",
                    BEGAN,
                    Map.of("service", "shop"),
                    null)));
    assertThat(AlertDecider.after(AlertSeen.NEVER, decision)).isEqualTo(firing(1));
    assertThat(AlertOutcome.of(AlertSeen.NEVER, FIRES)).isEqualTo(AlertOutcome.RAISED);
  }

  @Test
  void anEndThatIsTheFirstWordIsSuppressedWithItsReason() {
    var decision = decide(AlertSeen.NEVER, ENDS);
    assertThat(decision.events())
        .containsExactly(
            new Suppressed(
                ALERT, "am", "HighErrorRate", SHOP, Suppressed.Reason.ENDED_BEFORE_SEEN));
    assertThat(AlertDecider.after(AlertSeen.NEVER, decision))
        .isEqualTo(new AlertSeen(1, AlertSeen.Status.SUPPRESSED, 1));
    assertThat(AlertOutcome.of(AlertSeen.NEVER, ENDS)).isEqualTo(AlertOutcome.SUPPRESSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "0000-12-31T23:00:00Z", "0001-01-01T12:00:00Z"})
  void anEndInYearOneIsNone(String never) {
    var command = observed(Instant.parse(never));
    assertThat(decide(AlertSeen.NEVER, command).events()).first().isInstanceOf(Raised.class);
    assertThat(AlertOutcome.of(AlertSeen.NEVER, command)).isEqualTo(AlertOutcome.RAISED);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 1_000, 1_000_000})
  void repeatsAreRecordedAtPowersOfTen(long repeats) {
    assertThat(decide(firing(repeats), FIRES))
        .isEqualTo(Decision.done(new Repeated(ALERT, repeats, after(7))));
    assertThat(AlertOutcome.of(firing(repeats), FIRES)).isEqualTo(AlertOutcome.REPEATED);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 9, 11, 20, 99, 101, 500})
  void otherRepeatsAreOnlyCounted(long repeats) {
    var decision = decide(firing(repeats), FIRES);
    assertThat(decision).isEqualTo(Decision.unchanged());
    assertThat(AlertDecider.after(firing(repeats), decision)).isEqualTo(firing(repeats + 1));
  }

  @Test
  void theEndResolvesItWithTheNumberOfRepeats() {
    var decision = decide(firing(4), ENDS);
    assertThat(decision).isEqualTo(Decision.done(new Resolved(ALERT, ENDED, 3, after(7))));
    assertThat(AlertDecider.after(firing(4), decision))
        .isEqualTo(new AlertSeen(5, AlertSeen.Status.RESOLVED, 2));
    assertThat(AlertOutcome.of(firing(4), ENDS)).isEqualTo(AlertOutcome.RESOLVED);
  }

  @ParameterizedTest
  @EnumSource(
      value = AlertSeen.Status.class,
      names = {"RESOLVED", "SUPPRESSED"})
  void whatIsOverStaysOverWhateverComesLate(AlertSeen.Status over) {
    var seen = new AlertSeen(10, over, 2);
    for (var late : List.of(FIRES, ENDS)) {
      var decision = decide(seen, late);
      assertThat(decision.answer()).isEqualTo(new Answer.Unchanged());
      assertThat(AlertDecider.after(seen, decision)).isEqualTo(new AlertSeen(11, over, 2));
      assertThat(AlertOutcome.of(seen, late)).isEqualTo(AlertOutcome.REPEATED);
    }
  }

  @Test
  void inAnyOrderOfDeliveriesItBeginsAndEndsAtMostOnce() {
    Cases.each(
        2_000,
        20_000,
        seed -> {
          var random = new Random(seed);
          var seen = AlertSeen.NEVER;
          var events = new ArrayList<AlertEvent>();
          for (int i = 1; i <= 40; i++) {
            var command = random.nextInt(8) == 0 ? ENDS : FIRES;
            var decision = decide(seen, command);
            var outcome = AlertOutcome.of(seen, command);
            seen = AlertDecider.after(seen, decision);
            events.addAll(decision.events());
            assertThat(outcome == AlertOutcome.RAISED)
                .isEqualTo(decision.events().stream().anyMatch(Raised.class::isInstance));
            assertThat(outcome == AlertOutcome.RESOLVED)
                .isEqualTo(decision.events().stream().anyMatch(Resolved.class::isInstance));
            assertThat(seen.count()).isEqualTo(i);
            assertThat(seen.events()).isEqualTo(events.size());
          }
          assertThat(events).filteredOn(it -> !(it instanceof Repeated)).hasSizeBetween(1, 2);
        });
  }
}
