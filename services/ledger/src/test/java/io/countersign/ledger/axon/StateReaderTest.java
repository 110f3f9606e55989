package io.countersign.ledger.axon;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.Access;
import io.countersign.domain.access.Active;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was read is remembered, and never believed against the record. */
class StateReaderTest {
  private static final PrincipalId PERSON = new PrincipalId("person_a");

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();

  @BeforeEach
  void read() {
    ledger.send(bySystem(register(PERSON.value(), Role.VIEWER))).join();
    ledger.send(bySystem(grant(PERSON.value(), Role.RESPONDER))).join();
    assertThat(roles()).isEqualTo(Set.of(Role.VIEWER, Role.RESPONDER));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Set<Role> roles() {
    Access access = ledger.access(PERSON);
    return ((Active) access).roles();
  }

  @Test
  void onlyWhatIsNewIsReadAgain() throws SQLException {
    alter("update event set payload = 'not read' where sequence_number = 0");
    ledger.send(bySystem(grant(PERSON.value(), Role.APPROVER))).join();
    assertThat(roles()).isEqualTo(Set.of(Role.VIEWER, Role.RESPONDER, Role.APPROVER));
  }

  /** A standby took over that hadn't heard of the last event. */
  @Test
  void whatStoodOnAnEventThatIsGoneIsReadFromTheRecord() throws SQLException {
    alter("delete from event where sequence_number = 1");
    assertThat(roles()).isEqualTo(Set.of(Role.VIEWER));
  }

  private void alter(String statement) throws SQLException {
    try (var connection = TestDatabase.connect(database.owner())) {
      var sql = new SqlConnection(connection);
      sql.execute("alter table event disable trigger event_append_only");
      sql.execute(statement);
    }
  }
}
