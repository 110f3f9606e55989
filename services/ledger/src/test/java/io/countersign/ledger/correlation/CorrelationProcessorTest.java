package io.countersign.ledger.correlation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.StandaloneEvent;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.incident.IncidentInbox.Filter;
import io.countersign.ledger.incident.IncidentInbox.State;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.view.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** End to end: a real ledger, whose own correlator places what is observed. */
class CorrelationProcessorTest {
  private static final EntityId CATALOG = EntityId.service("rig", "catalog");
  private static final Actor COMMANDER = new Actor(Story.ALICE, PrincipalKind.PERSON);

  private TestDatabase database = TestDatabase.create();
  private Ledger ledger = database.open();

  @BeforeEach
  void declare() {
    for (var entity : List.of(Story.FRONTEND, Story.CHECKOUT, Story.SEARCH, CATALOG)) {
      declare(new CatalogEvent.EntityDeclared(new Entity(entity, "team", 1, false)));
    }
    declare(calls(Story.FRONTEND, Story.CHECKOUT));
    declare(calls(Story.SEARCH, CATALOG));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void theAlertsOfABadReleaseBecomeOneIncident() throws Exception {
    raise("SLOBurnRate", Story.FRONTEND);
    correlate();
    raise("HighErrorRate", Story.CHECKOUT);
    raise("HighErrorRate", Story.FRONTEND);
    correlate();

    var incident = only(State.OPEN);
    assertThat(incident.title()).isEqualTo("SLOBurnRate on frontend (rig)");
    assertThat(incident.alerts()).isEqualTo(3);
    assertThat(incident.entities())
        .containsExactly(Story.CHECKOUT.toString(), Story.FRONTEND.toString());
  }

  @Test
  void alertsOfOneBatchFindEachOther() throws Exception {
    raise("HighErrorRate", Story.CHECKOUT);
    raise("HighErrorRate", Story.FRONTEND);
    raise("HighLatency", Story.SEARCH);
    correlate();

    assertThat(incidents()).extracting(IncidentInbox.Row::alerts).containsExactly(1, 2);
  }

  @Test
  void readingTheStreamAgainMakesNothingNew() throws Exception {
    raise("SLOBurnRate", Story.FRONTEND);
    raise("HighErrorRate", Story.CHECKOUT);
    raise("HighLatency", Story.SEARCH);
    correlate();
    long head = ledger.head();
    var before = incidents();

    restart("token_entry"); // as after a token that was stolen: the index is ahead
    assertThat(ledger.head()).isEqualTo(head);
    forgetAll(); // as after crashes before the token's commit: the index is behind
    assertThat(ledger.head()).isEqualTo(head);
    assertThat(incidents()).isEqualTo(before);
  }

  @Test
  void theSourcesGroupKeepsWhatNobodyCataloguedTogether() throws Exception {
    var group = new SourceGroup("0123", Set.of("alertname"));
    var storm =
        IntStream.range(0, 300)
            .mapToObj(i -> EntityId.service("rig", "uncatalogued-" + i % 100))
            .map(entity -> grouped("PodCrash" + UUID.randomUUID(), entity, group))
            .toList();
    ledger.sendAll(storm).forEach(CompletableFuture::join);
    send(grouped("PodCrash", Story.FRONTEND, group));
    send(grouped("PodCrash", Story.SEARCH, group));
    correlate();

    assertThat(incidents()).extracting(IncidentInbox.Row::alerts).containsExactly(1, 1, 300);
    long head = ledger.head();
    forgetAll();
    assertThat(ledger.head()).isEqualTo(head);
    assertThat(incidents()).extracting(IncidentInbox.Row::alerts).containsExactly(1, 1, 300);
  }

  @Test
  void anAlertThatComesAsItsIncidentClosesIsItsEcho() throws Exception {
    commander();
    raise("SLOBurnRate", Story.FRONTEND);
    correlate();
    var first = only(State.OPEN).id();
    // In one request: the alert stands before the closing, so its incident looks open to the index.
    ledger
        .sendAll(
            List.of(observation("HighErrorRate", Story.CHECKOUT, Severity.ERROR), override(first)))
        .forEach(CompletableFuture::join);
    correlate();

    assertThat(only(State.RESOLVED).alerts()).isEqualTo(2);
    raise("HighLatency", Story.FRONTEND);
    correlate();
    assertThat(only(State.RESOLVED).alerts()).isEqualTo(3);

    long head = ledger.head();
    forgetAll();
    assertThat(ledger.head()).isEqualTo(head);
  }

  @Test
  void anAlertThatBeganWellAfterTheClosingOpensAnother() throws Exception {
    commander();
    raise("SLOBurnRate", Story.FRONTEND);
    correlate();
    send(override(only(State.OPEN).id()));
    correlate();
    send(observation("HighErrorRate", Story.FRONTEND, Instant.now().plusSeconds(31)));
    correlate();

    assertThat(incidents())
        .extracting(IncidentInbox.Row::state)
        .containsExactly(State.OPEN, State.RESOLVED);
  }

  /** By its start alone it would be the echo of what is long over. */
  @Test
  void whatFiresAgainAfterTheClosingOpensAnotherIncident() throws Exception {
    commander();
    var began = Instant.now().minusSeconds(3600);
    sendAt(observed("SLOBurnRate", Story.FRONTEND, Severity.ERROR, began, null), began);
    correlate();
    var first = only(State.OPEN).id();
    sendAt(
        observed("SLOBurnRate", Story.FRONTEND, Severity.ERROR, began, began.plusSeconds(60)),
        began.plusSeconds(60));
    send(override(first));
    correlate();
    sendAt(
        observed("SLOBurnRate", Story.FRONTEND, Severity.ERROR, began, null),
        Instant.now().plusSeconds(31));
    correlate();

    assertThat(incidents())
        .extracting(IncidentInbox.Row::state)
        .containsExactly(State.OPEN, State.RESOLVED);
  }

  private void sendAt(ObserveAlert alert, Instant at) {
    send(
        new Submission.OfCommand(
            alert,
            new CommandContext(
                UUID.randomUUID(), Actor.SYSTEM, at, Surface.API, null, null, null, Facts.NONE)));
  }

  /** The same alert again and again, hours apart: one incident, which tells of each. */
  @Test
  void aFlappingAlertStaysInItsIncident() throws Exception {
    for (int hour = 0; hour < 4; hour++) {
      var began = Chronicle.START.plusSeconds(3600L * hour);
      send(observation("TargetDown", Story.FRONTEND, began));
      send(ended("TargetDown", Story.FRONTEND, began.plusSeconds(60)));
    }
    correlate();
    assertThat(only(State.OPEN).alerts()).isEqualTo(4);

    // What began near to its third time is tied to that one.
    send(observation("HighErrorRate", Story.CHECKOUT, Chronicle.START.plusSeconds(7190)));
    correlate();
    assertThat(only(State.OPEN).alerts()).isEqualTo(5);
  }

  @Test
  void whatTwoDiagnosesBlameOnTheSameIsOneIncident() throws Exception {
    raise("HighErrorRate", Story.CHECKOUT);
    raise("HighErrorRate", Story.SEARCH);
    correlate();
    for (var row : incidents()) {
      diagnose(new IncidentId(row.id()), CATALOG);
    }
    correlate();

    var merged = incidents().getFirst();
    var older = incidents().getLast();
    assertThat(merged.mergedInto()).isEqualTo(older.id());
    assertThat(older.state()).isEqualTo(State.OPEN);
    assertThat(older.alerts()).isEqualTo(2);
  }

  @Test
  void whatIsBlamedOnDifferentThingsStaysApart() throws Exception {
    raise("HighErrorRate", Story.CHECKOUT);
    raise("HighErrorRate", Story.SEARCH);
    correlate();
    diagnose(new IncidentId(incidents().getFirst().id()), CATALOG);
    diagnose(new IncidentId(incidents().getLast().id()), Story.CHECKOUT);
    correlate();

    assertThat(incidents()).extracting(IncidentInbox.Row::state).containsOnly(State.OPEN);
  }

  /**
   * The bridging alert and the older incident's end in one request: no alert is lost on the way.
   */
  @Test
  void nothingIsMergedIntoAnIncidentThatCloses() throws Exception {
    commander();
    raise("HighErrorRate", Story.CHECKOUT);
    correlate();
    raise("HighErrorRate", Story.SEARCH);
    correlate();
    declare(calls(CATALOG, Story.CHECKOUT));
    var older = incidents().getLast().id();
    ledger
        .sendAll(List.of(observation("HighErrorRate", CATALOG, Severity.ERROR), override(older)))
        .forEach(CompletableFuture::join);
    correlate();

    assertThat(incidents())
        .extracting(IncidentInbox.Row::state)
        .containsExactly(State.OPEN, State.RESOLVED);
    assertThat(incidents().getFirst().alerts()).isEqualTo(2);
  }

  /**
   * What comes within a few seconds comes in any order: who keeps whose company doesn't depend on
   * it.
   */
  @Test
  void shuffledDeliveriesLeaveTheSamePartition() throws Exception {
    var entities = List.of(Story.FRONTEND, Story.CHECKOUT, Story.SEARCH, CATALOG);
    List<Submission> alerts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      var began = Chronicle.START.plusSeconds(97L * i);
      alerts.add(observation("Alert" + i, entities.get(i * 7 % 4), began));
    }
    Set<Set<Set<String>>> partitions = new HashSet<>();
    for (int seed = 0; seed < 4; seed++) {
      Collections.shuffle(alerts, new Random(seed));
      ledger.sendAll(alerts).forEach(CompletableFuture::join);
      correlate();
      partitions.add(partition());
      onAnEmptyLedger();
    }
    assertThat(partitions).hasSize(1);
    assertThat(partitions.iterator().next()).hasSizeGreaterThan(1);
  }

  @Test
  void anAlertThatBridgesTwoIncidentsMergesThem() throws Exception {
    raise("HighErrorRate", Story.CHECKOUT);
    correlate();
    raise("HighLatency", Story.SEARCH);
    raise("HighErrorRate", Story.SEARCH);
    correlate();
    assertThat(incidents()).hasSize(2);

    declare(calls(CATALOG, Story.CHECKOUT));
    raise("HighErrorRate", CATALOG);
    correlate();

    var older = incidents().getLast();
    var merged = incidents().getFirst();
    assertThat(older.state()).isEqualTo(State.OPEN);
    assertThat(older.alerts()).isEqualTo(4);
    assertThat(merged.state()).isEqualTo(State.MERGED);
    assertThat(merged.mergedInto()).isEqualTo(older.id());

    long head = ledger.head();
    forgetAll();
    assertThat(ledger.head()).isEqualTo(head);
  }

  @Test
  void aReopenedIncidentTakesAlertsAgain() throws Exception {
    commander();
    raise("SLOBurnRate", Story.FRONTEND);
    correlate();
    var id = new IncidentId(only(State.OPEN).id());
    send(override(id.value()));
    correlate();
    send(command(new IncidentCommand.ReopenIncident(id, "it is back"), COMMANDER));
    raise("HighErrorRate", Story.FRONTEND);
    correlate();

    assertThat(only(State.OPEN).alerts()).isEqualTo(2);
  }

  /** What was closed a month ago is asked for by nobody; who opens it again begins anew. */
  @Test
  void whatWasClosedLongAgoLeavesTheIndexAndCanBeReopened() throws Exception {
    commander();
    raise("SLOBurnRate", Story.FRONTEND);
    raise("HighErrorRate", Story.SEARCH);
    correlate();
    var later = new IncidentId(incidents().getFirst().id());
    var longAgo = new IncidentId(incidents().getLast().id());
    var now = Instant.now();
    send(override(longAgo.value(), now.minus(Duration.ofDays(31))));
    correlate();
    assertThat(indexed()).isEqualTo(2);
    send(override(later.value(), now));
    correlate();
    assertThat(indexed()).isEqualTo(1);

    send(command(new IncidentCommand.ReopenIncident(longAgo, "it is back"), COMMANDER));
    correlate();
    assertThat(indexed()).isEqualTo(2);
    assertThat(incidents().getLast().state()).isEqualTo(State.OPEN);
  }

  private long indexed() {
    var query = "select count(*) as many from correlation_incident";
    return ledger
        .transactions()
        .call(sql -> sql.first(query, row -> row.longValue("many")).orElseThrow());
  }

  private static Submission override(String incident, Instant at) {
    var command = new IncidentCommand.ResolveByOverride(new IncidentId(incident), "known");
    var context =
        new CommandContext(
            UUID.randomUUID(), COMMANDER, at, Surface.API, null, null, null, Facts.NONE);
    return new Submission.OfCommand(command, context);
  }

  @Test
  void aHeartbeatOpensNothing() throws Exception {
    send(observation("Watchdog", Story.FRONTEND, Severity.NONE));
    correlate();

    assertThat(incidents()).isEmpty();
  }

  private void onAnEmptyLedger() {
    ledger.close();
    database = TestDatabase.create();
    ledger = database.open();
    declare();
  }

  /** Alerts by incident; ids may differ, so what is compared are the alerts. */
  private Set<Set<String>> partition() throws InterruptedException {
    var inbox = new IncidentInbox(ledger.dataSource());
    return incidents().stream()
        .filter(it -> it.state() == State.OPEN)
        .map(it -> inbox.find(it.id()).orElseThrow())
        .map(it -> it.alerts().stream().map(IncidentInbox.AlertRow::id).collect(toSet()))
        .collect(toSet());
  }

  private void diagnose(IncidentId incident, EntityId blamed) {
    var claim =
        new Claim(
            "c1",
            "prometheus",
            "up",
            Chronicle.START,
            Chronicle.START,
            5,
            Digest.ofJson("x"),
            "up is 0");
    var reason = new Cause.Reason("it fails", 60, List.of("c1"));
    var cause = new Cause(blamed, Cause.Kind.PROCESS_DEATH, null, null, 60, List.of(reason));
    var diagnosis = new Diagnosis(1, 1, "rules", true, List.of(cause), List.of(claim), List.of());
    send(command(new IncidentCommand.MakeDiagnosis(incident, diagnosis), Actor.SYSTEM));
  }

  private IncidentInbox.Row only(State state) throws InterruptedException {
    var found = incidents();
    assertThat(found).extracting(IncidentInbox.Row::state).containsExactly(state);
    return found.getFirst();
  }

  private List<IncidentInbox.Row> incidents() throws InterruptedException {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
    return new IncidentInbox(ledger.dataSource()).list(Filter.ALL, Page.Request.FIRST).items();
  }

  /** Until the correlator has seen everything, also what it asked for itself. */
  private void correlate() throws InterruptedException {
    long seen;
    do {
      seen = ledger.head();
      assertThat(ledger.awaitCorrelation(seen, Eventually.PATIENCE)).isTrue();
    } while (seen != ledger.head());
  }

  private void forgetAll() throws Exception {
    restart(
        "token_entry",
        "correlation_incident",
        "correlation_alert",
        "correlation_member",
        "correlation_mute",
        "correlation_held");
  }

  private void restart(String... forgotten) throws Exception {
    ledger.close();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (var table : forgotten) {
        statement.execute("delete from " + table);
      }
    }
    ledger = database.open();
    correlate();
  }

  private void raise(String name, EntityId entity) {
    send(observation(name, entity, Severity.ERROR));
  }

  private static Submission observation(String name, EntityId entity, Severity severity) {
    return observation(name, entity, severity, Chronicle.START);
  }

  private static Submission observation(String name, EntityId entity, Instant began) {
    return observation(name, entity, Severity.ERROR, began);
  }

  private static Submission grouped(String name, EntityId entity, SourceGroup group) {
    return command(
        new ObserveAlert(
            "alertmanager",
            name + entity,
            name,
            Severity.ERROR,
            entity,
            "",
            true,
            Chronicle.START,
            null,
            Map.of(),
            null,
            null,
            group),
        Actor.SYSTEM);
  }

  private static Submission observation(
      String name, EntityId entity, Severity severity, Instant began) {
    return command(observed(name, entity, severity, began, null), Actor.SYSTEM);
  }

  private static Submission ended(String name, EntityId entity, Instant endsAt) {
    return command(observed(name, entity, Severity.ERROR, endsAt, endsAt), Actor.SYSTEM);
  }

  private static ObserveAlert observed(
      String name, EntityId entity, Severity severity, Instant began, @Nullable Instant endsAt) {
    return new ObserveAlert(
        "alertmanager",
        name + entity,
        name,
        severity,
        entity,
        "errors",
        endsAt == null,
        began,
        endsAt,
        Map.of(),
        null);
  }

  private void commander() {
    var roles = Set.of(Role.COMMANDER);
    send(
        command(
            new AccessCommand.RegisterPrincipal(Story.ALICE, PrincipalKind.PERSON, roles),
            Actor.SYSTEM));
  }

  private static Submission override(String incident) {
    return command(
        new IncidentCommand.ResolveByOverride(new IncidentId(incident), "known"), COMMANDER);
  }

  private static Submission command(Command command, Actor actor) {
    return new Submission.OfCommand(command, context(actor));
  }

  private void send(Submission submission) {
    assertThat(ledger.send(submission).join().answer()).isInstanceOf(Answer.Done.class);
  }

  private void declare(StandaloneEvent event) {
    send(new Submission.OfStandaloneEvent(event, "", context(Actor.SYSTEM)));
  }

  private static CatalogEvent calls(EntityId from, EntityId to) {
    return new CatalogEvent.RelationDeclared(new Relation(Relation.Kind.CALLS, from, to));
  }

  private static CommandContext context(Actor actor) {
    return new CommandContext(
        UUID.randomUUID(), actor, Instant.now(), Surface.API, null, null, null, Facts.NONE);
  }
}
