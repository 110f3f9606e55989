package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class SecretsTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Ledger LEDGER = DATABASE.openWithoutCorrelation();
  private static final byte[] RIGHT = new byte[32];
  private static final byte[] WRONG = new byte[32];

  static {
    Arrays.fill(WRONG, (byte) 1);
  }

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  private static void send(AccessCommand command) {
    send(bySystem(command));
  }

  private static void send(Submission submission) {
    LEDGER.send(submission).orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Test
  void aSessionIsOpenForItsSecretAndItsTime() {
    var secrets = new SessionSecrets(LEDGER.transactions());
    var id = new PrincipalId("ada");
    send(register("ada", Role.VIEWER));
    secrets.store("s1", RIGHT);
    assertThat(secrets.find("s1", RIGHT, AT)).as("not opened yet").isEmpty();
    send(new AccessCommand.OpenSession(id, "s1", ""));
    assertThat(secrets.find("s1", RIGHT, AT)).map(it -> it.principal()).contains(id);
    assertThat(secrets.find("s1", WRONG, AT)).isEmpty();
    assertThat(secrets.find("s2", RIGHT, AT)).isEmpty();
    assertThat(secrets.find("s1", RIGHT, AT.plus(Duration.ofHours(13)))).isEmpty();
    send(new AccessCommand.CloseSession(id, "s1"));
    assertThat(secrets.find("s1", RIGHT, AT)).isEmpty();
  }

  @Test
  void aTokenIsValidUntilItIsRevoked() {
    var secrets = new TokenSecrets(LEDGER.transactions());
    var id = new PrincipalId("intake");
    var roles = Set.of(Role.ALERT_INTAKE);
    send(new AccessCommand.RegisterPrincipal(id, PrincipalKind.SERVICE, roles));
    secrets.store("t1", "rig", RIGHT);
    send(new AccessCommand.IssueToken(id, "t1", "alertmanager"));
    var token = secrets.find("t1", RIGHT, AT).orElseThrow();
    var made = token.createdAt();
    assertThat(made).isNotNull();
    assertThat(token)
        .isEqualTo(
            new TokenSecrets.Token("t1", "rig", id, "alertmanager", roles, false, made, null));
    var soon = secrets.find("t1", RIGHT, AT.plusSeconds(599)).orElseThrow();
    assertThat(soon.usedAt()).as("not each time").isEqualTo(AT);
    assertThat(secrets.find("t1", RIGHT, AT.plusSeconds(601))).isPresent();
    assertThat(secrets.find("t1", WRONG, AT.plusSeconds(9999))).isEmpty();
    send(new AccessCommand.RevokeToken(id, "t1"));
    assertThat(secrets.find("t1", RIGHT, AT)).isEmpty();
    assertThat(secrets.all())
        .isEqualTo(
            List.of(
                new TokenSecrets.Token(
                    "t1", "rig", id, "alertmanager", roles, true, made, AT.plusSeconds(601))));
  }

  @Test
  void aTokenIsRightAlsoWhereItsUseCannotBeNoted() throws SQLException {
    var secrets = new TokenSecrets(LEDGER.transactions());
    var id = new PrincipalId("feed");
    send(new AccessCommand.RegisterPrincipal(id, PrincipalKind.SERVICE, Set.of(Role.ALERT_INTAKE)));
    secrets.store("t2", "rig", RIGHT);
    send(new AccessCommand.IssueToken(id, "t2", "alertmanager"));
    try (var owner = TestDatabase.connect(DATABASE.owner());
        var statement = owner.createStatement()) {
      statement.execute("revoke update on token_secret from application");
      assertThat(secrets.find("t2", RIGHT, AT)).isPresent();
      statement.execute("grant update on token_secret to application");
    }
  }

  @Test
  void whoIsDisabledHasNoRoleAndNoSession() {
    var id = new PrincipalId("bob");
    var sessions = new SessionSecrets(LEDGER.transactions());
    send(register("bob", Role.RESPONDER));
    sessions.store("s3", RIGHT);
    send(new AccessCommand.OpenSession(id, "s3", ""));
    send(new AccessCommand.DisablePrincipal(id, "left"));
    assertThat(sessions.find("s3", RIGHT, AT)).isEmpty();
    var principal = new Principals(LEDGER.transactions()).find(id).orElseThrow();
    assertThat(principal.active()).isFalse();
    assertThat(principal.roles()).isEmpty();
  }

  @Test
  void aLoginBelongsToOnePerson() {
    var directory = new Directory(LEDGER.transactions());
    var eve = new PrincipalId("p_eve");
    assertThat(directory.add("eve", "Eve", eve, "$argon2id$1")).isTrue();
    assertThat(directory.add("eve", "Other", new PrincipalId("p_other"), "$argon2id$2")).isFalse();
    var entry = directory.byLogin("eve").orElseThrow();
    assertThat(entry).isEqualTo(new Directory.Entry(eve, "eve", "Eve", "$argon2id$1", ""));
    assertThat(entry.toString()).doesNotContain("argon2");
    directory.erase(eve);
    assertThat(directory.byId(eve)).isEmpty();
  }

  /** Not before, and not when it's refused: the hash lies beside until then. */
  @Test
  void aNewPasswordIsInForceWithItsDecision() {
    var directory = new Directory(LEDGER.transactions());
    var sessions = new SessionSecrets(LEDGER.transactions());
    var kim = new PrincipalId("kim");
    send(register("kim", Role.VIEWER));
    directory.add("kim", "Kim", kim, "$argon2id$1");
    sessions.store("s4", RIGHT);
    sessions.store("s5", RIGHT);
    send(new AccessCommand.OpenSession(kim, "s4", ""));
    send(new AccessCommand.OpenSession(kim, "s5", ""));
    directory.stage("pwd_1", "$argon2id$2");
    directory.stage("pwd_2", "$argon2id$3");
    assertThat(directory.byLogin("kim").orElseThrow().password()).isEqualTo("$argon2id$1");
    send(by("kim", new AccessCommand.ChangePassword(kim, "pwd_2", "pwd_9", "s4")));
    assertThat(directory.byLogin("kim").orElseThrow().password()).isEqualTo("$argon2id$1");
    send(by("kim", new AccessCommand.ChangePassword(kim, "pwd_1", "", "s4")));
    assertThat(directory.byLogin("kim"))
        .contains(new Directory.Entry(kim, "kim", "Kim", "$argon2id$2", "pwd_1"));
    assertThat(sessions.find("s4", RIGHT, AT)).isPresent();
    assertThat(sessions.find("s5", RIGHT, AT)).isEmpty();
    sessions.store("s6", RIGHT);
    send(new AccessCommand.OpenSession(kim, "s6", ""));
    assertThat(sessions.find("s6", RIGHT, AT)).as("by the old password").isEmpty();
  }

  @Test
  void aOneTimeSecretIsRightWithAllItsPartsInOrder() {
    var resets = new ResetSecrets(LEDGER.transactions());
    resets.store("rst_1", 1, RIGHT);
    assertThat(resets.match("rst_1", List.of(RIGHT))).isTrue();
    resets.store("rst_1", 2, WRONG);
    assertThat(resets.match("rst_1", List.of(RIGHT))).isFalse();
    assertThat(resets.match("rst_1", List.of(WRONG, RIGHT))).isFalse();
    assertThat(resets.match("rst_1", List.of(RIGHT, WRONG))).isTrue();
    assertThat(resets.match("rst_2", List.of(RIGHT))).isFalse();
    assertThat(resets.match("rst_2", List.of())).isFalse();
  }

  @Test
  void theKillSwitchIsSeenAsItWasSetLast() {
    var killSwitch = new KillSwitch(LEDGER.transactions());
    send(new AccessCommand.SetKillSwitch(PrincipalId.SYSTEM, true, "drill"));
    assertThat(killSwitch.setting().orElseThrow().on()).isTrue();
    send(new AccessCommand.SetKillSwitch(PrincipalId.SYSTEM, false, "over"));
    assertThat(killSwitch.setting())
        .contains(new KillSwitch.Setting(false, "over", PrincipalId.SYSTEM, AT));
  }
}
