package io.countersign.ledger.log;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.CommandContext;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventTooLargeException;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlFailureException;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is recorded fits into a leaf. */
@OnAnyPostgres
class LeafBoundTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Ledger LEDGER = DATABASE.openWithoutCorrelation();

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  private static CommandContext about(String story, CommandContext it) {
    return new CommandContext(
        it.commandId(), it.actor(), it.at(), it.via(), story, null, null, it.facts());
  }

  private static Submission.OfCommand registering(String id, String story) {
    var usual = (Submission.OfCommand) bySystem(register(id, Role.VIEWER));
    return new Submission.OfCommand(usual.command(), about(story, usual.context()));
  }

  @Test
  void theLargestEventIsALeaf() {
    var refused = new IntakeEvent.Refused("grafana", RefusalCode.BAD_REQUEST, "x".repeat(32_600));
    var usual = (Submission.OfStandaloneEvent) standalone(refused, "");
    var largest =
        new Submission.OfStandaloneEvent(
            refused, "", about("\u0001".repeat(2_600), usual.context()));
    long position = LEDGER.send(largest).join().position();
    var entry = LEDGER.provable().entry(position).orElseThrow();
    assertThat(entry).hasSizeBetween(48_000, LeafEntry.LARGEST);
    var text = new String(entry, StandardCharsets.UTF_8);
    assertThat(CanonicalJson.write(DomainJson.read(text, Object.class))).isEqualTo(text);
    Eventually.holds("it's in the tree", () -> LEDGER.provable().progress().size() >= position);
  }

  @Test
  void circumstancesThatAreTooLargeAreRefusedAlone() {
    var large = LEDGER.send(registering("person_a", "\u0001".repeat(2_800))).join();
    assertThat(large.answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it -> {
              assertThat(it.code()).isEqualTo(RefusalCode.RECORD_TOO_LARGE);
              assertThat(it.why()).contains("the metadata of access.principal-registered");
            });
    var event = new IntakeEvent.Refused("grafana", RefusalCode.BAD_REQUEST, "x");
    var usual = (Submission.OfStandaloneEvent) standalone(event, "");
    assertThatThrownBy(
            () ->
                LEDGER
                    .send(
                        new Submission.OfStandaloneEvent(
                            event, "", about("s".repeat(17_000), usual.context())))
                    .join())
        .hasCauseInstanceOf(EventTooLargeException.class);
    assertThat(LEDGER.send(registering("person_b", "s".repeat(15_000))).join().answer())
        .isEqualTo(new Answer.Done());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null, null, null, 'a.b', '1', '{}', '{\"x\":\"' || repeat('x', 16400) || '\"}'",
        "null, null, null, repeat('x', 2100), '1', '{}', '{}'",
        "'access', null, null, 'a.b', '1', '{}', '{}'",
        "'access', 'p', null, 'a.b', '1', '{}', '{}'"
      })
  void theTableTakesNothingThatIsNoLeaf(String columns) throws SQLException {
    var insert =
        "insert into event select ledger_next(), gen_random_uuid(), " + columns + ", '2026'";
    try (var connection = DATABASE.connect()) {
      assertThatThrownBy(() -> new SqlConnection(connection).execute(insert))
          .isInstanceOf(SqlFailureException.class)
          .hasMessageContaining("event_leaf");
    }
  }
}
