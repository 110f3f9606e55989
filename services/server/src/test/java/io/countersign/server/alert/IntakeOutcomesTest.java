package io.countersign.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertEvent.Resolved.Reason;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntakeOutcomesTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final AlertId ALERT = AlertId.of("alertmanager", "f", AT);
  private static final AlertEvent HELD_BACK =
      new AlertEvent.HeldBack(ALERT, new MuteId("mute_" + "0".repeat(32)));
  private static final AlertEvent RAISED =
      new AlertEvent.Raised(
          ALERT,
          "alertmanager",
          "f",
          "HighErrorRate",
          Severity.CRITICAL,
          new EntityId("service", "test", "shop"),
          "errors",
          AT,
          Map.of(),
          null);

  /** Its sender told that it fires, and must not read that nothing was raised. */
  @Test
  void whatEndsOneEpisodeAndBeginsAnotherCountsAsBoth() {
    assertThat(count(resolved(Reason.BEGAN_ANEW))).isEqualTo(new IntakeOutcomes(1, 0, 1, 0));
    assertThat(count(RAISED, resolved(null))).isEqualTo(new IntakeOutcomes(1, 0, 1, 0));
    assertThat(count(HELD_BACK, RAISED, resolved(null))).isEqualTo(new IntakeOutcomes(0, 0, 1, 1));
  }

  @Test
  void whatCameToOneThingCountsOnce() {
    assertThat(count(RAISED)).isEqualTo(new IntakeOutcomes(1, 0, 0, 0));
    assertThat(count(HELD_BACK, RAISED)).isEqualTo(new IntakeOutcomes(0, 0, 0, 1));
    assertThat(count(resolved(null))).isEqualTo(new IntakeOutcomes(0, 0, 1, 0));
    assertThat(count()).isEqualTo(new IntakeOutcomes(0, 1, 0, 0));
  }

  private static IntakeOutcomes count(Event... events) {
    return IntakeOutcomes.of(List.of(new Receipt(new Answer.Done(), 1, List.of(events))));
  }

  private static AlertEvent resolved(@Nullable Reason reason) {
    return new AlertEvent.Resolved(ALERT, AT, 0, AT, reason);
  }
}
