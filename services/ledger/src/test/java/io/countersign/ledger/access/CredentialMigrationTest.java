package io.countersign.ledger.access;

import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.person;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.CredentialOrigin;
import io.countersign.domain.access.CredentialOrigin.State;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is read back of who handed out the secrets that were out before it was looked at. */
class CredentialMigrationTest {
  private static final PrincipalId ROOT = new PrincipalId("root");

  private static void send(Ledger ledger, Submission... submissions) {
    ledger.sendAll(List.of(submissions)).stream()
        .map(it -> it.orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .map(CompletableFuture::join)
        .map(Receipt::events)
        .forEach(events -> assertThat(events).isNotEmpty());
  }

  private static Submission invited(String id) {
    var command =
        new RegisterPrincipal(
            new PrincipalId(id), PrincipalKind.PERSON, Set.of(Role.VIEWER), "rst_" + id);
    return by("root", command);
  }

  private static ResetPassword reset(String id) {
    return new ResetPassword(new PrincipalId(id), "rst_of_" + id, null);
  }

  /** Carried out under what two persons agreed to. */
  private static Submission byTwo(ResetPassword command) {
    var story = "cnf_0123456789abcdef0123";
    return new Submission.OfCommand(
        command,
        new CommandContext(
            UUID.randomUUID(), person("root"), AT, Surface.API, story, null, null, Facts.NONE));
  }

  private static void asBefore(TestDatabase database) throws SQLException, IOException {
    var name = "/db/migration/V0191__credential_pending_by.sql";
    try (var connection = TestDatabase.connect(database.owner());
        var statement = connection.createStatement();
        var migration =
            Objects.requireNonNull(CredentialMigrationTest.class.getResourceAsStream(name))) {
      var sql = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute("update principal_fact set credential_by = null");
      statement.execute(sql);
      statement.execute(sql);
    }
  }

  @Test
  void whoAloneHandedOutASecretThatIsStillOutIsKnown() throws SQLException, IOException {
    var database = TestDatabase.create();
    try (var ledger = database.openWithoutCorrelation()) {
      send(ledger, bySystem(register("root", Role.ADMINISTRATOR)));
      for (var id : Set.of("alone", "two", "product", "chosen")) {
        send(ledger, invited(id));
      }
      send(
          ledger,
          byTwo(reset("two")),
          bySystem(reset("product")),
          by("root", reset("root")),
          by("chosen", new RedeemReset(new PrincipalId("chosen"), "rst_chosen", "pwd_1")));
      asBefore(database);

      var origins = new Principals(ledger.transactions()).credentials();
      var unknown = new CredentialOrigin(State.PENDING, null);
      assertThat(origins)
          .containsEntry(new PrincipalId("alone"), new CredentialOrigin(State.PENDING, ROOT))
          .containsEntry(new PrincipalId("two"), unknown)
          .containsEntry(new PrincipalId("product"), unknown)
          .containsEntry(ROOT, unknown)
          .containsEntry(new PrincipalId("chosen"), CredentialOrigin.ASSURED);
      send(ledger, by("alone", new RedeemReset(new PrincipalId("alone"), "rst_alone", "pwd_2")));
      assertThat(new Principals(ledger.transactions()).credential(new PrincipalId("alone")))
          .isEqualTo(new CredentialOrigin(State.OWN, ROOT));
    }
  }
}
