package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.postgres.Transactions;
import io.countersign.ledger.testing.CountedStatements;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The gate asks who could approve at each of its passes, however many people there are. */
@OnAnyPostgres
class PrincipalRowsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Ledger LEDGER = DATABASE.openWithoutCorrelation();
  private static final CountedStatements STATEMENTS = new CountedStatements(DATABASE);

  private final Principals principals = new Principals(new Transactions(STATEMENTS.source()));

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  private static void person(String id, Role... roles) {
    LEDGER
        .send(bySystem(register(id, roles)))
        .orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static void sql(String text, Object... values) {
    var _ = LEDGER.transactions().call(sql -> sql.execute(text, values));
  }

  private static void member(String who, String group) {
    sql(
        "insert into group_member (group_id, principal, added_at, added_by)"
            + " values (?, ?, now(), 'system')",
        group,
        who);
  }

  @Test
  void allWhoCouldAreReadByOneStatementWithWhatTheyHold() {
    person("ada", Role.APPROVER, Role.RESPONDER);
    person("vera", Role.VIEWER);
    person("mia", Role.VIEWER);
    for (int i = 0; i < 20; i++) {
      person("more" + i, Role.APPROVER);
    }
    sql(
        "insert into grant_fact (grant_id, holder, role, given_at, given_by)"
            + " values ('grt_0123456789abcdef0123', 'grp_sre', 'APPROVER', now(), 'system')");
    member("mia", "grp_sre");
    member("mia", "grp_other");
    var _ = STATEMENTS.taken();

    var approvers = principals.holders(Set.of(Role.APPROVER));
    assertThat(STATEMENTS.taken()).isEqualTo(1);
    assertThat(approvers).hasSize(22).isSortedAccordingTo(byId());
    var mia = one(approvers, "mia");
    assertThat(mia.groups()).containsExactlyInAnyOrder("sre", "other");
    assertThat(mia.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.APPROVER);
    assertThat(one(approvers, "ada").roles())
        .containsExactlyInAnyOrder(Role.APPROVER, Role.RESPONDER);

    assertThat(principals.all()).hasSize(23);
    assertThat(STATEMENTS.taken()).isEqualTo(1);
    assertThat(principals.find(new PrincipalId("mia"))).contains(mia);
    assertThat(STATEMENTS.taken()).isEqualTo(1);
  }

  private static Comparator<Principal> byId() {
    return Comparator.comparing(it -> it.id().value());
  }

  private static Principal one(List<Principal> among, String id) {
    return among.stream().filter(it -> it.id().value().equals(id)).findFirst().orElseThrow();
  }
}
