package io.countersign.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.LocalServer;
import io.countersign.server.TestServer;
import io.countersign.server.config.TemporalTls;
import io.countersign.server.conversation.PressValue.Act;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * While the database stands still, whoever presses is told in time that nothing was recorded. What
 * was held up isn't done behind their back; where it was under way, they are told. The engine is
 * away all the while: no press needs it.
 */
class LateConversationTest {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static LocalServer local;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    local = LocalServer.start("", DATABASE.settings(), "127.0.0.1:1", TemporalTls.NONE);
    server = TestServer.of(local);
  }

  @AfterAll
  static void stop() throws Exception {
    local.close();
  }

  private final ChatStage stage = new ChatStage(server, ConversationDesk.PATIENCE);

  /** As the database's owner, in a transaction of its own. */
  private static Connection locked(String table) throws Exception {
    var connection = TestDatabase.connect(DATABASE.owner());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("lock table " + table);
    }
    return connection;
  }

  private static void release(Connection held) throws Exception {
    held.rollback();
    held.close();
  }

  private String pressed(String remediation, Act act) {
    return stage.said(
        stage.press(stage.approver(), stage.value(act, remediation, stage.plan.digest())));
  }

  @Test
  void s10_whatCouldNotBeTakenInTimeIsNotDoneLater() throws Exception {
    var id = stage.waiting("low", 2);
    var by = stage.approver();
    var press = stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    var held = locked("conversation_delivery in access exclusive mode");
    assertThat(stage.said(press)).as("while it's held").isEqualTo(ChatCommands.NOT_RECORDED);
    release(held);
    var denial = stage.press(by, stage.value(Act.DENY, id.value(), stage.plan.digest()));
    Eventually.holds("the desk hears again", () -> stage.said(denial).isEmpty());
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  @Test
  void s10_whatWasUnderWayIsToldWhenItWasRecordedAfterAll() throws Exception {
    var id = stage.waiting("low", 2);
    var by = stage.approver();
    var press = stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    var held = locked("event in share mode");
    assertThat(stage.said(press)).isEqualTo(ChatCommands.NOT_RECORDED);
    release(held);
    if (stage.record(id).contains("approval-granted")) {
      var told =
          Eventually.get("word", () -> stage.memory.asides().answered().stream().findFirst());
      assertThat(told.text()).contains("WAS recorded after all");
    }
  }

  /** PostgreSQL itself stands still: those of its processes that serve this server are stopped. */
  @Test
  void s10_whileItsPostgresIsStoppedNothingIsDecided() throws Exception {
    var id = stage.waiting("low", 2);
    var by = stage.approver();
    var press = stage.press(by, stage.value(Act.APPROVE, id.value(), stage.plan.digest()));
    var serving = serving();
    signal("-STOP", serving);
    try {
      assertThat(stage.said(press)).isEqualTo(ChatCommands.NOT_RECORDED);
    } finally {
      signal("-CONT", serving);
    }
    var denial = stage.press(by, stage.value(Act.DENY, id.value(), stage.plan.digest()));
    Eventually.holds("it's asked for a reason again", () -> stage.said(denial).isEmpty());
    assertThat(stage.record(id)).doesNotContain("approval-granted");
  }

  /** The processes of this test's own PostgreSQL that work for the one database. */
  private static List<String> serving() throws Exception {
    try (var connection = TestDatabase.connect(DATABASE.owner());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pid from pg_stat_activity where datname = current_database()"
                    + " and pid <> pg_backend_pid()")) {
      var pids = new ArrayList<String>();
      while (rows.next()) {
        pids.add(rows.getString(1));
      }
      assertThat(pids).isNotEmpty();
      return pids;
    }
  }

  private static void signal(String signal, List<String> processes) throws Exception {
    var command = new ArrayList<>(List.of("kill", signal));
    command.addAll(processes);
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  @Test
  void withTheEngineAwayAPressIsDecidedAsEver() {
    var id = stage.waiting("low", 2);
    Eventually.holds(
        "it's recorded, also on a busy machine",
        () -> pressed(id.value(), Act.APPROVE).startsWith("Recorded"));
  }
}
