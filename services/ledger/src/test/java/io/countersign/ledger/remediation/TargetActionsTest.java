package io.countersign.ledger.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.testing.Samples;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policy counts is complete, however much was done. */
class TargetActionsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final EntityId ORDERS = EntityId.service("shop", "orders");
  private static final EntityId WEB = EntityId.service("shop", "web");

  private static StepStarted step(int remediation, EntityId target, Instant at) {
    return new StepStarted(
        new RemediationId(String.format(Locale.ROOT, "rem_%016x", remediation)),
        1,
        1,
        1,
        false,
        "key",
        new TargetState(target, Map.of()),
        null,
        List.of(),
        Samples.of(StepStarted.class).policyBundle(),
        List.of(),
        at);
  }

  @Test
  void eachOtherRemediationCountsOnceByItsLastStep() {
    try (var ledger = TestDatabase.create().open()) {
      var writer = new RemediationFactWriter();
      var context = KnownFacts.nothing().asSystem();
      int written =
          ledger
              .transactions()
              .call(
                  sql -> {
                    for (int i = 1; i <= 600; i++) {
                      writer.write(step(i, ORDERS, NOW.minusSeconds(i)), context, sql);
                    }
                    writer.write(step(1, ORDERS, NOW), context, sql);
                    writer.write(step(700, ORDERS, NOW.minusSeconds(3_700)), context, sql);
                    writer.write(step(701, WEB, NOW), context, sql);
                    return 602;
                  });
      assertThat(written).isEqualTo(602);
      var actions = new TargetActions(ledger.transactions());
      var since = NOW.minusSeconds(3_600);
      assertThat(actions.others(ORDERS, "rem_0000000000000001", since)).isEqualTo(599);
      assertThat(actions.others(ORDERS, "rem_0000000000000999", since)).isEqualTo(600);
    }
  }
}
