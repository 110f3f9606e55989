package io.countersign.ledger.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationEvent.QuorumImpossible;
import io.countersign.domain.remediation.decision.RemediationDecider;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.commit.LedgerFacts;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** However many people could approve, the record is asked equally often who they are. */
class ApproverPoolTest {
  private static final String PERSONS =
      """
      insert into principal_fact (principal, kind, active, credential_state, credential_by)
      select 'p_' || n, 'PERSON', true, 'OWN', case when n > 1 then 'p_' || n - 1 end
      from generate_series(?, ?) n\
      """;
  private static final String GRANTS =
      """
      insert into grant_fact (grant_id, holder, role, given_at, given_by)
      select 'grt_' || lpad(n::text, 20, '0'), 'p_' || n, 'APPROVER', now(), 'p_1'
      from generate_series(?, ?) n\
      """;
  private static final String DELEGATIONS =
      """
      insert into delegation_fact
        (delegation, delegator, delegate, given_at, until, absent)
      select 'dlg_' || lpad(n::text, 20, '0'), 'p_' || n, 'd_' || n, now(), '2100-01-01', true
      from generate_series(?, ?) n\
      """;
  private static final String DEPUTIES =
      """
      insert into principal_fact (principal, kind, active)
      select 'd_' || n, 'PERSON', true from generate_series(?, ?) n\
      """;

  private final TestDatabase database = TestDatabase.create();
  private final AtomicInteger statements = new AtomicInteger();

  /** Half of them are away, and somebody decides for each. */
  @Test
  void theNumberOfStatementsIsThatOfFive() throws SQLException {
    people(1, 5);
    int few = asked();
    people(6, 500);
    assertThat(asked()).isEqualTo(few).isLessThan(40);
  }

  private void people(int from, int to) throws SQLException {
    try (var connection = database.connect()) {
      var sql = new SqlConnection(connection);
      for (var rows : List.of(PERSONS, GRANTS)) {
        sql.execute(rows, from, to);
      }
      int half = from + (to - from) / 2;
      sql.execute(DELEGATIONS, from, half);
      sql.execute(DEPUTIES, from, half);
    }
  }

  /** Each was let in by the one before. */
  private int asked() throws SQLException {
    statements.set(0);
    try (var connection = database.connect()) {
      var sql = new SqlConnection(counting(connection));
      var facts =
          new LedgerFacts(LedgerFacts.byKind(Capabilities.batchParts("none").providers()), sql);
      var waits =
          Remediations.awaiting(1_000).stream()
              .reduce(Remediation.initial(), Remediation::evolve, (it, _) -> it);
      var decision =
          RemediationDecider.decide(
              waits,
              new RequestApproval(Remediations.ID),
              KnownFacts.nothing().asSystem().with(facts));
      assertThat(decision.events())
          .singleElement()
          .isInstanceOfSatisfying(
              QuorumImpossible.class, it -> assertThat(it.shortfall().pool()).isNotEmpty());
    }
    return statements.get();
  }

  private Connection counting(Connection behind) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.incrementAndGet();
              }
              try {
                return method.invoke(behind, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
