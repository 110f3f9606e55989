package io.countersign.ledger.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.RemediationFactWriter;
import io.countersign.ledger.testing.Samples;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of emergencies for whoever reviews them. */
class EmergenciesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final PrincipalId FIRST = new PrincipalId("first");
  private static final PrincipalId SECOND = new PrincipalId("second");

  @Test
  void whatPassedTheGateByItIsAUseWhoeverApproved() {
    try (var ledger = TestDatabase.create().open()) {
      var opened = Samples.of(BreakGlassEvent.Opened.class);
      var sample = Samples.of(StepStarted.class);
      write(ledger, opened);
      write(ledger, started(opened.breakGlass()), stepped(sample, opened.breakGlass()));
      var seen = new Emergencies(ledger.transactions()).list().getFirst();
      assertThat(seen.uses()).containsExactly(sample.remediation().value());
      var approvers =
          ledger
              .transactions()
              .call(sql -> EmergencyFactsProvider.facts(sql).approvers(opened.breakGlass()));
      assertThat(approvers).containsExactly(SECOND);
    }
  }

  @Test
  void aQuorumThatIsShortenedOnceMoreKeepsWhoBeganIt() {
    try (var ledger = TestDatabase.create().open()) {
      shortened(ledger, FIRST, "two will do", NOW);
      shortened(ledger, SECOND, "one will do", NOW.plusSeconds(60));
      var seen = new Emergencies(ledger.transactions()).list().getFirst();
      assertThat(seen.opener()).isEqualTo("first");
      assertThat(seen.standing()).containsExactly("first", "second");
      assertThat(seen.reason()).isEqualTo("two will do; one will do");
      assertThat(seen.openedAt()).isEqualTo(NOW);
      assertThat(seen.reviewBy()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }
  }

  private static void shortened(Ledger ledger, PrincipalId by, String reason, Instant at) {
    var incident = Samples.of(BreakGlassEvent.Opened.class).incident();
    var _ =
        ledger
            .transactions()
            .call(
                sql -> {
                  new EmergencyTable(sql)
                      .shortened("rem_0123456789abcdef", incident, by, reason, at);
                  return 1;
                });
  }

  private static void write(Ledger ledger, Event... events) {
    var context = KnownFacts.nothing().asSystem();
    var _ =
        ledger
            .transactions()
            .call(
                sql -> {
                  for (var event : events) {
                    new BreakGlassFactWriter().write(event, context, sql);
                    new RemediationFactWriter().write(event, context, sql);
                  }
                  return events.length;
                });
  }

  private static ExecutionStarted started(BreakGlassId by) {
    var it = Samples.of(ExecutionStarted.class);
    return new ExecutionStarted(
        Samples.of(StepStarted.class).remediation(),
        it.planDigest(),
        it.leases(),
        it.observed(),
        it.before(),
        it.policyBundle(),
        it.policyRules(),
        null,
        null,
        by);
  }

  private static StepStarted stepped(StepStarted it, BreakGlassId by) {
    return new StepStarted(
        it.remediation(),
        it.step(),
        it.attempt(),
        it.epoch(),
        it.rollback(),
        it.key(),
        it.observed(),
        it.instance(),
        List.of(SECOND),
        it.policyBundle(),
        it.policyRules(),
        NOW,
        null,
        null,
        by);
  }
}
