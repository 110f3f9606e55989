package io.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.access.Active;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class LedgerTest {
  @Test
  void whatIsSentIsThereAfterwards() throws Exception {
    try (var ledger = TestDatabase.create().open()) {
      var principal = new PrincipalId("person_1");
      var context =
          new CommandContext(
              UUID.randomUUID(),
              Actor.SYSTEM,
              Instant.parse("2026-11-23T10:00:00Z"),
              Surface.SYSTEM,
              null,
              null,
              null,
              Facts.NONE);
      var receipt =
          ledger
              .send(
                  new Submission.OfCommand(
                      new AccessCommand.RegisterPrincipal(
                          principal, PrincipalKind.PERSON, Set.of(Role.APPROVER)),
                      context))
              .get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(receipt.answer()).isEqualTo(new Answer.Done());
      assertThat(receipt.position()).isEqualTo(1);
      assertThat(ledger.access(principal)).isInstanceOf(Active.class);
      assertThat(ledger.awaitViews(1, Eventually.PATIENCE)).isTrue();
    }
  }
}
