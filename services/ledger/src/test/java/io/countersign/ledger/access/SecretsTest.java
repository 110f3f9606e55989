package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class SecretsTest {
  private static final Ledger LEDGER = TestDatabase.create().openWithoutCorrelation();
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
    LEDGER
        .send(bySystem(command))
        .orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  @Test
  void aSessionIsOpenForItsSecretAndItsTime() {
    var secrets = new SessionSecrets(LEDGER.transactions());
    var id = new PrincipalId("ada");
    send(register("ada", Role.VIEWER));
    secrets.store("s1", RIGHT);
    assertThat(secrets.find("s1", RIGHT, AT)).as("not opened yet").isEmpty();
    send(new AccessCommand.TryLogin(id, "s1", true));
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
    var token = new TokenSecrets.Token("t1", "rig", id, "alertmanager", roles, false);
    assertThat(secrets.find("t1", RIGHT)).contains(token);
    assertThat(secrets.find("t1", WRONG)).isEmpty();
    send(new AccessCommand.RevokeToken(id, "t1"));
    assertThat(secrets.find("t1", RIGHT)).isEmpty();
    assertThat(secrets.all())
        .isEqualTo(List.of(new TokenSecrets.Token("t1", "rig", id, "alertmanager", roles, true)));
  }

  @Test
  void whoIsDisabledHasNoRoleAndNoSession() {
    var id = new PrincipalId("bob");
    var sessions = new SessionSecrets(LEDGER.transactions());
    send(register("bob", Role.RESPONDER));
    sessions.store("s3", RIGHT);
    send(new AccessCommand.TryLogin(id, "s3", true));
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
    assertThat(directory.setPassword(eve, "$argon2id$3")).isTrue();
    var entry = directory.byLogin("eve").orElseThrow();
    assertThat(entry).isEqualTo(new Directory.Entry(eve, "eve", "Eve", "$argon2id$3"));
    assertThat(entry.toString()).doesNotContain("argon2");
    directory.erase(eve);
    assertThat(directory.byId(eve)).isEmpty();
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
