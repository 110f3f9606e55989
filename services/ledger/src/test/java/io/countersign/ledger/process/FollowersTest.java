package io.countersign.ledger.process;

import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.open;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.Submission;
import io.countersign.ledger.capability.Capabilities;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(1)
@OnAnyPostgres
class FollowersTest {
  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();

  @AfterEach
  void close() {
    ledger.close();
  }

  private void send(Submission... submissions) {
    ledger
        .sendAll(List.of(submissions))
        .forEach(
            receipt -> receipt.orTimeout(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
  }

  @Test
  void anAutomationStartsAtTheHeadAndIsToldAgainWhatItFailedAt() throws Exception {
    send(bySystem(register("before", Role.VIEWER)));
    var told = new LinkedBlockingQueue<RecordedEvent>();
    var outages = new AtomicInteger(2);
    ledger.automation(
        "notify",
        Set.of(AccessEvent.PrincipalRegistered.class),
        event -> {
          if (outages.getAndDecrement() > 0) {
            throw new IllegalStateException("the peer is away");
          }
          told.add(event);
        });
    awaitToken("notify");
    send(bySystem(grant("before", Role.RESPONDER)), bySystem(register("after", Role.VIEWER)));
    var event = told.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.aggregateId()).isEqualTo("after");
    assertThat(event.metadata()).containsEntry("actor", "system").containsEntry("via", "API");
    assertThat(told).isEmpty();
  }

  /** What it has taken counts, too where none of it concerns it. */
  @Test
  void anAutomationIsLateAsLongAsItFailsAndNotWhereNothingConcernsIt() throws Exception {
    var away = new AtomicBoolean(true);
    ledger.automation("idle", Set.of(IntakeEvent.Truncated.class), _ -> {});
    ledger.automation(
        "failing",
        Set.of(AccessEvent.PrincipalRegistered.class),
        _ -> {
          if (away.get()) {
            throw new IllegalStateException("the peer is away");
          }
        });
    awaitToken("idle");
    awaitToken("failing");
    send(bySystem(register("someone", Role.VIEWER)));
    Eventually.holds("only one is late", () -> late().equals(List.of("failing")));
    assertThat(ledger.lateFollowers(Instant.EPOCH)).isEmpty();
    away.set(false);
    Eventually.holds("none is late", () -> late().isEmpty());
  }

  private List<String> late() {
    return ledger.lateFollowers(Instant.MAX).stream().map(it -> it.status().name()).toList();
  }

  /** It would go on for nobody, and no log would say why. */
  @Test
  void anErrorOfOursStopsNoAutomation() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    ledger.automation(
        "erring",
        Set.of(AccessEvent.PrincipalRegistered.class),
        event -> {
          if (event.aggregateId().equals("odd")) {
            throw new StackOverflowError("deep");
          }
          told.add(event.aggregateId());
        });
    awaitToken("erring");
    send(bySystem(register("odd", Role.VIEWER)), bySystem(register("even", Role.VIEWER)));
    assertThat(told.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("even");
    Eventually.holds("a dead letter", () -> ledger.automations().deadLetters().size() == 1);
    assertThat(ledger.automations().deadLetters().getFirst().failure()).contains("deep");
  }

  /** The receiver has it, whatever becomes of the token's transaction afterwards. */
  @Test
  void whatWasToldOutsideIsNotToldAgainWhenItsTransactionIsKilled() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    var kills = new AtomicInteger(2);
    var outages = new AtomicInteger(1);
    ledger.automationTelling(
        "outside",
        Set.of(AccessEvent.PrincipalRegistered.class),
        Duration.ofSeconds(5),
        (event, once) -> {
          once.tell("one", () -> told.add(event.aggregateId() + " one"));
          if (kills.getAndDecrement() > 0) {
            killThisTransaction();
          }
          once.tell("two", () -> told.add(event.aggregateId() + " two"));
          if (event.aggregateId().equals("second") && outages.getAndDecrement() > 0) {
            throw new IllegalStateException("the peer is away");
          }
        });
    awaitToken("outside");
    send(
        bySystem(register("first", Role.VIEWER)),
        bySystem(register("second", Role.VIEWER)),
        bySystem(register("third", Role.VIEWER)));
    Eventually.holds("the last was told", () -> told.contains("third two"));
    assertThat(told)
        .containsExactly(
            "first one", "first two", "second one", "second two", "third one", "third two");
    assertThat(kills).hasNonPositiveValue();
    assertThat(outages).hasNonPositiveValue();
    // They stay for a while: a server that stood still asks for them.
    assertThat(count("told_outside")).isEqualTo(6);
  }

  /** Of the token, on this thread; it begins with its first statement. */
  private void killThisTransaction() {
    var _ =
        ledger.transactions().call(sql -> sql.first("select 1 as it", row -> row.intValue("it")));
    try (var connection = database.connect()) {
      var killed =
          new SqlConnection(connection)
              .list(
                  "select pg_terminate_backend(pid) as dead from pg_stat_activity"
                      + " where datname = current_database() and state = 'idle in transaction'",
                  row -> row.flag("dead"));
      if (!killed.contains(true)) {
        throw new IllegalStateException("nothing to kill");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What comes after it isn't held up, and it can be told again once it's mended. */
  @Test
  void whatAnAutomationFailsAtForGoodIsADeadLetterUntilItIsTakenOrDropped() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    var broken = new AtomicBoolean(true);
    ledger.automation(
        "notify",
        Set.of(AccessEvent.PrincipalRegistered.class),
        event -> {
          var who = event.aggregateId();
          if (broken.get() && who.startsWith("odd")) {
            throw new IllegalArgumentException("password=canary of " + who);
          }
          told.add(who);
        });
    awaitToken("notify");
    send(
        bySystem(register("odd_1", Role.VIEWER)),
        bySystem(register("odd_2", Role.VIEWER)),
        bySystem(register("even", Role.VIEWER)));
    assertThat(told.poll(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("even");

    var automations = ledger.automations();
    // They stand when the batch that tells of "even" is committed, which is after it was told.
    Eventually.holds("two dead letters", () -> automations.deadLetters().size() == 2);
    assertThat(automations.deadLetters()).extracting("position").containsExactly(1L, 2L);
    assertThat(automations.deadLetters().getFirst().failure())
        .contains("of odd_1")
        .doesNotContain("canary");
    assertThat(automations.retry("notify", 1))
        .hasValueSatisfying(it -> assertThat(it).isNotEmpty());
    assertThat(automations.deadLetters().getFirst().attempts()).isGreaterThan(3);
    broken.set(false);
    assertThat(automations.retry("notify", 1)).contains("");
    assertThat(told).containsExactly("odd_1");
    assertThat(automations.drop("notify", 2)).isTrue();
    assertThat(automations.drop("notify", 2)).isFalse();
    assertThat(automations.retry("notify", 2)).isEmpty();
    assertThat(automations.deadLetters()).isEmpty();
  }

  /** Its first claim fixes where it begins. */
  private void awaitToken(String name) throws Exception {
    try (var connection = database.connect()) {
      var sql = new SqlConnection(connection);
      Eventually.holds(
          "the token of " + name,
          () ->
              sql.execute(
                      "update token_entry set segment = segment where processor_name = ? and token"
                          + " is not null",
                      name)
                  == 1);
    }
  }

  @Test
  void aRebuildGivesTheSameBytes() throws Exception {
    var plan = Remediations.plan();
    LawOnRecord.begin(ledger);
    send(
        bySystem(register("person_1", Role.VIEWER)),
        standalone(new IntakeEvent.Truncated("alertmanager", 3), ""),
        openRemediedIncident(),
        bySystem(new RemediationCommand.ProposeRemediation(Remediations.ID, 1, plan)),
        bySystem(
            new RemediationCommand.RecordPolicy(Remediations.ID, Remediations.needsApproval(1))),
        bySystem(new RemediationCommand.RequestApproval(Remediations.ID)));
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    var before = rows();
    assertThat(before.values()).anyMatch(rows -> !rows.isEmpty());
    assertThat(ledger.rebuildViews(PrincipalId.SYSTEM)).isTrue();
    assertThat(rows()).isEqualTo(before);
    send(
        bySystem(new RemediationCommand.RemindApprovers(Remediations.ID)),
        bySystem(grant("person_1", Role.RESPONDER)));
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
  }

  /** Alerts come in and are shown meanwhile, and nothing is shown twice or missing in the end. */
  @Test
  void aRebuildGoesOnBesideWhatIsRecordedMeanwhile() throws Exception {
    for (int i = 0; i < 600; i++) {
      send(open(alert(i)));
    }
    assertThat(ledger.awaitViews(600, Eventually.PATIENCE)).isTrue();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var rebuild = threads.submit(() -> ledger.rebuildViews(PrincipalId.SYSTEM));
      int sent = 600;
      while (!rebuild.isDone()) {
        send(open(alert(sent++)));
        assertThat(count("view_incident")).isGreaterThanOrEqualTo(600);
      }
      assertThat(rebuild.get()).isTrue();
      assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
      assertThat(count("view_incident")).isEqualTo(sent);
      var rows = rows();
      assertThat(ledger.rebuildViews(PrincipalId.SYSTEM)).isTrue();
      assertThat(rows()).isEqualTo(rows);
    }
    assertThat(ledger.rebuild().orElseThrow().position()).isEqualTo(ledger.head());
    assertThat(ledger.followers()).extracting("name").contains("views");
  }

  @Test
  void aRebuildThatFailsLeavesTheOldViewsAndSaysWhy() throws Exception {
    send(open(alert(1)));
    assertThat(ledger.awaitViews(1, Eventually.PATIENCE)).isTrue();
    recordUnknownEvent();
    var rows = rows();
    assertThatThrownBy(() -> ledger.rebuildViews(PrincipalId.SYSTEM))
        .hasMessageContaining("incident.dreamt");
    assertThat(rows()).isEqualTo(rows);
    var rebuild = ledger.rebuild().orElseThrow();
    assertThat(rebuild.failure()).contains("incident.dreamt");
    assertThat(rebuild.running()).isFalse();
  }

  private void recordUnknownEvent() throws SQLException {
    try (var connection = database.connect()) {
      new SqlConnection(connection)
          .execute(
              """
              insert into event select ledger_next(), gen_random_uuid(), null, null, null,
                'incident.dreamt', '1', '{}', '{}', '2026-01-01T00:00:00Z'\
              """);
    }
  }

  private static AlertId alert(int number) {
    return new AlertId(
        Integer.toHexString(number).transform(it -> "0".repeat(64 - it.length()) + it));
  }

  private long count(String table) throws SQLException {
    try (var connection = database.connect()) {
      return new SqlConnection(connection)
          .first("select count(*) as many from " + table, row -> row.longValue("many"))
          .orElseThrow();
    }
  }

  private TreeMap<String, List<String>> rows() throws SQLException {
    var tables = new TreeMap<String, List<String>>();
    try (var connection = database.connect()) {
      for (var view : Capabilities.views()) {
        for (var table : view.tables()) {
          try (var select =
                  connection.prepareStatement("select t::text from " + table + " t order by 1");
              var rows = select.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
              texts.add(rows.getString(1));
            }
            tables.put(table, texts);
          }
        }
      }
    }
    return tables;
  }

  @Test
  void anUnknownEventStopsTheViewsAndIsNotSkipped() throws Exception {
    send(bySystem(register("person_2", Role.VIEWER)));
    long head = ledger.head();
    assertThat(ledger.awaitViews(head, Eventually.PATIENCE)).isTrue();
    recordUnknownEvent();
    assertThat(ledger.head()).isEqualTo(head + 1);
    assertThat(ledger.awaitViews(head + 1, Duration.ofSeconds(2))).isFalse();
  }

  /**
   * The standby that took over hadn't heard of the last event, and has another one in its place.
   */
  @Test
  void followersBeginAnewWhereTheDatabaseWentBackTo() throws Exception {
    send(bySystem(register("kept", Role.VIEWER)), open(new AlertId("ab".repeat(32))));
    assertThat(ledger.awaitViews(2, Eventually.PATIENCE)).isTrue();
    try (var connection = TestDatabase.connect(database.owner())) {
      connection.setAutoCommit(false);
      var sql = new SqlConnection(connection);
      sql.exists("select ledger_next()");
      sql.execute("alter table event disable trigger event_append_only");
      sql.execute("delete from event where global_index = 2");
      sql.execute("alter table event enable trigger event_append_only");
      sql.execute("delete from view_incident");
      sql.execute(
          "update token_entry set token = ? where processor_name = 'views'", "{\"globalIndex\":1}");
      connection.commit();
    }
    send(open(new AlertId("cd".repeat(32))));
    Eventually.holds("the view has what came instead", this::hasOneIncident);
  }

  private boolean hasOneIncident() {
    try (var connection = database.connect()) {
      return new SqlConnection(connection)
          .list("select incident_id from view_incident", row -> row.text("incident_id"))
          .equals(List.of(IncidentId.of(new AlertId("cd".repeat(32))).value()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWaitForWhatIsNotThereEnds() throws Exception {
    assertThat(ledger.awaitViews(ledger.head() + 1, Duration.ofMillis(50))).isFalse();
    assertThat(ledger.awaitViews(0, Duration.ZERO)).isTrue();
  }
}
