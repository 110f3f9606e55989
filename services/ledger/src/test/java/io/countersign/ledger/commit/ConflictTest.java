package io.countersign.ledger.commit;

import static io.countersign.ledger.commit.HeldLedgerTest.get;
import static io.countersign.ledger.commit.HeldLedgerTest.holdsUp;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.revoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody writes to the record without the lock, as a server of another make might: the last
 * guards of the table hold, and the batch that ran into them is done on what is there by then.
 */
@OnAnyPostgres
class ConflictTest {
  private static final String PERSON = "person_a";

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();
  private final List<Connection> intruders = new ArrayList<>();

  @AfterEach
  void close() throws SQLException {
    ledger.close();
    for (var intruder : intruders) {
      intruder.close();
    }
  }

  /** Once: the batch as a whole. Twice: command by command. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBatchThatRunsIntoOthersIsDoneOnWhatTheyLeft(int conflicts) throws Exception {
    get(ledger.send(bySystem(register(PERSON, Role.VIEWER))));
    for (int number = 1; number <= conflicts; number++) {
      intruders.add(intrude(number));
    }
    var receipts =
        ledger.sendAll(
            List.of(
                bySystem(grant(PERSON, Role.RESPONDER)), bySystem(revoke(PERSON, Role.RESPONDER))));
    for (var intruder : intruders) {
      Eventually.holds("the committer runs into it", () -> holdsUp(intruder, database));
      intruder.commit();
    }

    long next = 2L + conflicts;
    assertThat(get(receipts.get(0)).answer()).isEqualTo(new Answer.Done());
    assertThat(get(receipts.get(0)).position()).isEqualTo(next);
    assertThat(get(receipts.get(1)).position()).isEqualTo(next + 1);
    assertThat(ledger.head()).isEqualTo(next + 1);
    assertThat(ledger.access(new PrincipalId(PERSON)))
        .extracting("roles")
        .isEqualTo(Set.of(Role.VIEWER, Role.APPROVER));
  }

  /** The event that takes the batch's first position and place in its stream, not committed yet. */
  private Connection intrude(int number) throws SQLException {
    var connection = database.connect();
    connection.setAutoCommit(false);
    var event = new AccessEvent.RoleGranted(new PrincipalId(PERSON), Role.APPROVER);
    new SqlConnection(connection)
        .execute(
            """
            insert into event values (?, gen_random_uuid(), 'access', ?, ?, 'access.role-granted',
              '1', ?, '{}', '2026-01-01T00:00:00Z')\
            """,
            1L + number,
            PERSON,
            (long) number,
            DomainJson.write(event));
    return connection;
  }
}
