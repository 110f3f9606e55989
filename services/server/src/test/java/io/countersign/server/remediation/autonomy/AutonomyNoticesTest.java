package io.countersign.server.remediation.autonomy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.remediation.autonomy.AutonomyEvent.RunbookDemoted;
import io.countersign.domain.remediation.autonomy.AutonomyId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.ledger.testing.CountedStatements;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.TestServer;
import io.countersign.server.policy.LawInForce;
import io.countersign.server.web.CommandSender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever is configured is told once of a runbook that earned a promotion, and when it's over. */
class AutonomyNoticesTest {
  private final TestServer server = TestServer.running();
  private final MemoryNotifier receiver = new MemoryNotifier("autonomy" + UUID.randomUUID());
  private final String environment = "e" + UUID.randomUUID();
  private final Runbook runbook = server.bean(LawInForce.class).law().runbooks().getFirst();

  private void sql(String text, Object... values) {
    var _ = server.bean(Ledger.class).transactions().call(sql -> sql.execute(text, values));
  }

  private void used(int times) {
    sql(
        "insert into runbook_use (remediation, runbook, content, environment, begun_at,"
            + " verified_at) select ? || n, ?, ?, ?, now(), now() from generate_series(1, ?) n",
        "rem_" + environment,
        runbook.id(),
        runbook.digest().hex(),
        environment,
        times);
  }

  /** Each watch as that of another server. */
  private void look(Duration later) {
    new EarnedRunbooks(
            server.bean(LawInForce.class),
            server.bean(RunbookAutonomy.class),
            server.bean(CommandSender.class),
            () -> Instant.now().plus(later))
        .look();
  }

  private List<Notice.Kind> told() {
    return receiver.notices().stream()
        .filter(it -> it.meaning().title().contains(environment))
        .map(Notice::kind)
        .toList();
  }

  private long recorded() {
    return server
        .bean(Ledger.class)
        .transactions()
        .call(
            sql ->
                sql.first(
                        "select count(*) as many from event where payload_type ="
                            + " 'remediation.promotion-earned' and payload like ?",
                        row -> row.longValue("many"),
                        "%" + environment + "%")
                    .orElseThrow());
  }

  @Test
  void whatHasEarnedItIsToldOnceAndWhatIsEndedToo() throws Exception {
    server.bean(AutonomyNotices.class).register(receiver, "http://127.0.0.1");
    used(4);
    look(Duration.ZERO);
    assertThat(recorded()).isZero();
    used5th();
    look(Duration.ofDays(91));
    assertThat(recorded()).isZero();
    look(Duration.ZERO);
    look(Duration.ZERO);
    assertThat(recorded()).isEqualTo(1);
    Eventually.holds("it is told", () -> told().equals(List.of(Notice.Kind.RUNBOOK_EARNED)));
  }

  /** However many runbooks there are. */
  @Test
  void usesAreReadOncePerLook() {
    var statements = new CountedStatements(TestDatabase.create());
    var earned =
        new EarnedRunbooks(
            server.bean(LawInForce.class),
            new RunbookAutonomy(new Transactions(statements.source())),
            server.bean(CommandSender.class),
            Instant::now);
    earned.look();
    assertThat(server.bean(LawInForce.class).law().runbooks()).hasSizeGreaterThan(1);
    assertThat(statements.taken()).isEqualTo(1);
  }

  /** Nobody's name, and nothing that somebody wrote. */
  @Test
  void thatPeopleAreAskedAgainIsTold() {
    var ended =
        new RunbookDemoted(
            AutonomyId.of("restart", "staging"),
            "restart",
            "staging",
            new PrincipalId("pat"),
            "pat says that it hides a leak",
            null);
    var told = AutonomyNotices.notice(ended, Instant.EPOCH, "http://127.0.0.1").orElseThrow();
    assertThat(told.kind()).isEqualTo(Notice.Kind.RUNBOOK_DEMOTED);
    assertThat(told.meaning().title()).contains("restart", "staging", "people are asked");
    assertThat(told.toString()).doesNotContain("pat");
  }

  private void used5th() {
    sql(
        "insert into runbook_use (remediation, runbook, content, environment, begun_at,"
            + " verified_at) values (?, ?, ?, ?, now(), now())",
        "rem_fifth" + environment,
        runbook.id(),
        runbook.digest().hex(),
        environment);
  }
}
