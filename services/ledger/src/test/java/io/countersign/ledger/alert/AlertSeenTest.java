package io.countersign.ledger.alert;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.bySystem;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertCommand;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class AlertSeenTest {
  private static Submission observed(String fingerprint, @Nullable Instant endsAt) {
    return bySystem(
        new AlertCommand.ObserveAlert(
            AlertId.of("alertmanager", fingerprint, AT),
            "alertmanager",
            fingerprint,
            "HighErrorRate",
            Severity.CRITICAL,
            EntityId.service("rig", "cart"),
            "errors",
            AT,
            endsAt,
            Map.of(),
            null));
  }

  private static List<String> events(Ledger ledger, Submission... submissions) {
    return ledger.sendAll(List.of(submissions)).stream()
        .map(CompletableFuture::join)
        .flatMap(receipt -> receipt.events().isEmpty() ? Stream.of("-") : receipt.events().stream())
        .map(it -> it instanceof AlertEvent event ? event.getClass().getSimpleName() : "-")
        .toList();
  }

  /** Within one batch, over batches, and on a second server that has never seen the alert. */
  @Test
  void anEpisodeTakesEffectOnceHoweverOftenItIsTold() throws SQLException {
    var database = TestDatabase.create();
    try (var one = database.openWithoutCorrelation();
        var two = database.openWithoutCorrelation()) {
      assertThat(events(one, observed("f", null), observed("g", null), observed("f", null)))
          .isEqualTo(List.of("Raised", "Raised", "Repeated"));
      assertThat(events(two, observed("f", null))).isEqualTo(List.of("-"));
      assertThat(events(one, observed("f", AT.plusSeconds(60)))).isEqualTo(List.of("Resolved"));
      assertThat(events(two, observed("f", null), observed("h", AT.plusSeconds(1))))
          .isEqualTo(List.of("-", "Suppressed"));
    }
    try (var connection = database.connect();
        var select =
            connection.prepareStatement(
                """
                select count(*) from alert_seen s where s.events <>
                  (select count(*) from event e where e.aggregate_id = s.alert_id)\
                """);
        var row = select.executeQuery()) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
  }
}
