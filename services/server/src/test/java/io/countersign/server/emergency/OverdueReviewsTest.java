package io.countersign.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.emergency.Emergencies;
import io.countersign.ledger.emergency.EmergencyTable;
import io.countersign.server.TestServer;
import io.countersign.server.web.CommandSender;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A review that nobody made in time is put on record once. */
class OverdueReviewsTest {
  private final TestServer server = TestServer.running();
  private final String remediation =
      "rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  private final Instant shortened = Instant.now();

  private void look(Duration after) {
    var watch =
        new OverdueReviews(
            server.bean(Emergencies.class),
            server.bean(CommandSender.class),
            () -> shortened.plus(after));
    watch.look();
  }

  private long recorded() {
    return server
        .bean(Ledger.class)
        .transactions()
        .call(
            sql ->
                sql.first(
                        "select count(*) as many from event where payload_type ="
                            + " 'emergency.review-overdue' and payload like ?",
                        row -> row.longValue("many"),
                        "%" + remediation + "%")
                    .orElseThrow());
  }

  @Test
  void f06_isRecordedOnceItIsOverAndOnlyOnce() {
    var _ =
        server
            .bean(Ledger.class)
            .transactions()
            .call(
                sql -> {
                  new EmergencyTable(sql)
                      .shortened(
                          remediation,
                          new IncidentId("inc_0123456789abcdef"),
                          new PrincipalId("somebody"),
                          "all is down",
                          shortened);
                  return 1;
                });
    look(Duration.ofHours(23));
    assertThat(recorded()).isZero();
    look(Duration.ofHours(24));
    look(Duration.ofHours(24));
    look(Duration.ofHours(25));
    assertThat(recorded()).isEqualTo(1);
  }
}
