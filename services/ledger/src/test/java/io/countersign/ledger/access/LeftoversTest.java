package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnAnyPostgres
class LeftoversTest {
  private static final Ledger LEDGER = TestDatabase.create().openWithoutCorrelation();
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final Leftovers leftovers = new Leftovers(LEDGER.transactions());

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  private static void send(AccessCommand command) {
    LEDGER
        .send(bySystem(command))
        .orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static long count(String table) {
    return LEDGER
        .transactions()
        .call(sql -> sql.first("select count(*) n from " + table, row -> row.longValue("n")))
        .orElseThrow();
  }

  @Test
  void sessionsGoAWhileAfterTheirEndAndOpenOnesStay() {
    var secrets = new SessionSecrets(LEDGER.transactions());
    send(register("ada", Role.VIEWER));
    secrets.store("open", new byte[32]);
    secrets.store("refused", new byte[32]);
    send(new AccessCommand.OpenSession(new PrincipalId("ada"), "open", ""));
    assertThat(leftovers.forgetSessions(AT)).isZero();
    assertThat(secrets.find("open", new byte[32], AT)).isPresent();
    assertThat(leftovers.forgetSessions(EVER)).isEqualTo(2);
    assertThat(count("session_fact")).isZero();
    assertThat(count("session_secret")).isZero();
  }

  @Test
  void whatNothingWasDecidedByGoes() {
    new Directory(LEDGER.transactions()).stage("pwd_1", "argon2");
    new ResetSecrets(LEDGER.transactions()).store("rst_1", 1, new byte[32]);
    assertThat(leftovers.forgetUndecided(AT.minus(Duration.ofDays(9_000)))).isZero();
    assertThat(leftovers.forgetUndecided(EVER)).isEqualTo(2);
  }

  @Test
  void keysOfRefusalsGoAndThoseOfChangesStay() {
    LEDGER
        .transactions()
        .call(
            sql ->
                sql.execute(
                    "insert into fact_key (type, key, position) values ('intake.refused', 'a', 1),"
                        + " ('access.attempt-refused', 'b', 1), ('change.observed', 'c', 1)"));
    assertThat(leftovers.forgetKeys(EVER)).isEqualTo(2);
    assertThat(count("fact_key")).isEqualTo(1);
  }

  /** What may go is looked for by its age, however much stays. */
  @ParameterizedTest
  @CsvSource({"SESSIONS, session_fact_by_end", "KEYS, fact_key_spent"})
  void byAnIndex(String which, String index) {
    var delete = which.equals("KEYS") ? Leftovers.KEYS : Leftovers.SESSIONS;
    var plan =
        LEDGER
            .transactions()
            .call(
                sql -> {
                  sql.execute("set local enable_seqscan = off");
                  return sql.list("explain " + delete, row -> row.text("QUERY PLAN"), EVER, 1_000);
                });
    assertThat(String.join("\n", plan)).contains(index);
  }
}
