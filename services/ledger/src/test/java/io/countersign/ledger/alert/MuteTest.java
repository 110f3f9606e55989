package io.countersign.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.RegisterPrincipal;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen;
import io.countersign.domain.alert.MuteCommand;
import io.countersign.domain.alert.MuteEvent.Unmuted.Lifting;
import io.countersign.domain.alert.MuteId;
import io.countersign.domain.alert.MuteMatcher;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Blob;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.view.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** End to end on a real database: what is muted is recorded, waits, and is taken up. */
class MuteTest {
  private static final Actor ALICE = new Actor(Story.ALICE, PrincipalKind.PERSON);
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final MuteMatcher SEARCH = new MuteMatcher(Story.SEARCH, null, null);

  private final TestDatabase database = TestDatabase.create();
  private Ledger ledger = database.open();
  private int mutes;

  @BeforeEach
  void register() {
    var roles = Set.of(Role.RESPONDER);
    done(new RegisterPrincipal(Story.ALICE, PrincipalKind.PERSON, roles), Actor.SYSTEM, NOW);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aMutedAlertIsRecordedAndOpensItsIncidentOnceTheMuteIsLifted() throws Exception {
    var mute = mute(SEARCH, 3600);
    observe("HighLatency", Story.SEARCH, 1, null);
    observe("HighErrorRate", Story.CHECKOUT, 1, null);
    correlate();

    assertThat(titles()).containsExactly("HighErrorRate on checkout-api (rig)");
    var held = alert("HighLatency");
    assertThat(held.status()).isEqualTo(AlertSeen.Status.FIRING);
    assertThat(held.mute()).isEqualTo(mute.value());
    assertThat(held.heldBackBy()).isEqualTo(mute.value());
    assertThat(alert("HighErrorRate").mute()).isNull();
    assertThat(list(Mutes.Filter.ACTIVE).getFirst().firing()).isEqualTo(1);

    done(new MuteCommand.LiftMute(mute), ALICE, NOW.plusSeconds(60));
    correlate();
    assertThat(titles())
        .containsExactly("HighLatency on search (rig)", "HighErrorRate on checkout-api (rig)");
    assertThat(alert("HighLatency").mute()).isNull();
    assertThat(alert("HighLatency").heldBackBy()).isEqualTo(mute.value());
    assertThat(list(Mutes.Filter.ACTIVE)).isEmpty();
    var lifted = list(Mutes.Filter.LIFTED).getFirst();
    assertThat(lifted.lifting()).isEqualTo(Lifting.BY_PERSON);
    assertThat(lifted.liftedBy()).isEqualTo(Story.ALICE.value());
    assertThat(lifted.mutedBy()).isEqualTo(Story.ALICE.value());
    assertThat(new String(ledger.blob(lifted.reason()).orElseThrow(), StandardCharsets.UTF_8))
        .isEqualTo("migration");
  }

  @Test
  void whatStoppedMeanwhileIsNotTakenUp() throws Exception {
    var mute = mute(SEARCH, 3600);
    observe("HighLatency", Story.SEARCH, 1, null);
    observe("HighLatency", Story.SEARCH, 1, NOW.plusSeconds(30));
    done(new MuteCommand.LiftMute(mute), ALICE, NOW.plusSeconds(60));
    correlate();

    assertThat(titles()).isEmpty();
    assertThat(alert("HighLatency").status()).isEqualTo(AlertSeen.Status.RESOLVED);
  }

  @Test
  void itsEndIsJudgedByTheRecordedTime() throws Exception {
    var mute = mute(SEARCH, 60);
    observe("HighLatency", Story.SEARCH, 1, null);
    assertThat(all().dueBefore(NOW.plusSeconds(59))).isEmpty();
    assertThat(all().dueBefore(NOW.plusSeconds(60))).containsExactly(mute);
    assertThat(answer(new MuteCommand.ExpireMute(mute), Actor.SYSTEM, NOW.plusSeconds(59)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(RefusalCode.NOT_YET));
    correlate();
    assertThat(titles()).isEmpty();

    done(new MuteCommand.ExpireMute(mute), Actor.SYSTEM, NOW.plusSeconds(60));
    correlate();
    assertThat(titles()).containsExactly("HighLatency on search (rig)");
    assertThat(all().dueBefore(NOW.plusSeconds(60))).isEmpty();
    assertThat(list(Mutes.Filter.ALL).getFirst().lifting()).isEqualTo(Lifting.EXPIRED);
  }

  @Test
  void anotherMuteThatFitsGoesOnHolding() throws Exception {
    var service = mute(SEARCH, 3600);
    var rule = mute(new MuteMatcher(null, "HighLatency", null), 1800);
    observe("HighLatency", Story.SEARCH, 1, null);
    done(new MuteCommand.LiftMute(service), ALICE, NOW.plusSeconds(60));
    correlate();
    assertThat(titles()).isEmpty();
    assertThat(alert("HighLatency").mute()).isEqualTo(rule.value());

    done(new MuteCommand.LiftMute(rule), ALICE, NOW.plusSeconds(70));
    correlate();
    assertThat(titles()).containsExactly("HighLatency on search (rig)");
  }

  /** The next command of the same transaction sees the mute, and sees it gone. */
  @Test
  void withinOneBatchTheMuteHoldsFromItsPlaceOn() throws Exception {
    var id = MuteId.of(new UUID(9, 9));
    var reason = reason();
    var muting = new MuteCommand.MuteAlerts(id, SEARCH, NOW.plusSeconds(60), reason.ref());
    var first = observation("A", Story.SEARCH, 1, null);
    var second = observation("B", Story.SEARCH, 1, null);
    var third = observation("C", Story.SEARCH, 1, null);
    ledger
        .sendAll(
            List.of(
                submission(first, Actor.SYSTEM, NOW),
                new Submission.OfCommand(muting, context(ALICE, NOW), List.of(reason)),
                submission(second, Actor.SYSTEM, NOW),
                submission(new MuteCommand.LiftMute(id), ALICE, NOW),
                submission(third, Actor.SYSTEM, NOW)))
        .forEach(it -> assertThat(it.join().answer()).isEqualTo(new Answer.Done()));
    correlate();

    assertThat(alert("A").heldBackBy()).isNull();
    assertThat(alert("B").heldBackBy()).isEqualTo(id.value());
    assertThat(alert("C").heldBackBy()).isNull();
    assertThat(placed()).hasSize(3);
  }

  /** As after crashes before the correlator's commit: it reads everything again. */
  @Test
  void readAgainFromTheBeginningNothingIsTakenUpTwiceOrLost() throws Exception {
    var first = mute(SEARCH, 3600);
    var second = mute(new MuteMatcher(Story.CHECKOUT, null, null), 3600);
    observe("HighLatency", Story.SEARCH, 1, null);
    observe("HighErrorRate", Story.CHECKOUT, 1, null);
    done(new MuteCommand.LiftMute(first), ALICE, NOW.plusSeconds(60));
    correlate();
    var before = titles();
    long head = ledger.head();

    ledger.close();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from token_entry where processor_name = 'correlation'");
      for (var table : List.of("incident", "alert", "member", "mute", "held")) {
        statement.execute("delete from correlation_" + table);
      }
    }
    ledger = database.open();
    correlate();
    assertThat(ledger.head()).isEqualTo(head);
    assertThat(titles()).isEqualTo(before).containsExactly("HighLatency on search (rig)");

    done(new MuteCommand.LiftMute(second), ALICE, NOW.plusSeconds(70));
    correlate();
    assertThat(titles())
        .containsExactly("HighErrorRate on checkout-api (rig)", "HighLatency on search (rig)");
  }

  @Test
  void theSameIsRefusedTwice() {
    mute(SEARCH, 3600);
    var again =
        new MuteCommand.MuteAlerts(
            MuteId.of(new UUID(8, 8)), SEARCH, NOW.plusSeconds(10), reason().ref());
    assertThat(answer(again, ALICE, NOW))
        .isInstanceOfSatisfying(
            Answer.Refused.class, it -> assertThat(it.code()).isEqualTo(RefusalCode.ALREADY_MUTED));
  }

  /** As a client does that has lost the answer. */
  @Test
  void aRefusedUnmuteThatIsSentAgainIsRefusedAgain() {
    var lifting = new MuteCommand.LiftMute(mute(SEARCH, 3600));
    var stranger = new Actor(Story.BOB, PrincipalKind.PERSON);
    var submission = submission(lifting, stranger, NOW);
    for (int sent = 0; sent < 2; sent++) {
      assertThat(ledger.send(submission).join().answer())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              it -> assertThat(it.code()).isEqualTo(RefusalCode.UNKNOWN_PRINCIPAL));
    }
  }

  @Test
  void anIncidentOfMutedAlertsIsShownAsMuted() throws Exception {
    observe("HighLatency", Story.SEARCH, 1, null);
    correlate();
    var incident = inbox().list(IncidentInbox.Filter.OPEN, Page.Request.FIRST).items().getFirst();
    assertThat(inbox().find(incident.id()).orElseThrow().muted()).isFalse();

    var mute = mute(SEARCH, 3600);
    correlate();
    assertThat(inbox().find(incident.id()).orElseThrow().muted()).isTrue();
    assertThat(all().incidents(mute)).containsExactly(incident.id());
  }

  /** Whatever is muted, lifted, expired, told and killed: at the end each alert has an incident. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noAlertIsBothSwallowedAndUnrecorded(int seed) throws Exception {
    var random = new Random(seed);
    var entities = List.of(Story.SEARCH, Story.CHECKOUT, Story.FRONTEND);
    var active = new ArrayList<MuteId>();
    var fired = new ArrayList<String>();
    var ended = new ArrayList<String>();
    for (int i = 1; i <= 80; i++) {
      var entity = entities.get(random.nextInt(entities.size()));
      var at = NOW.plusSeconds(i);
      switch (random.nextInt(8)) {
        case 0 -> tryToMute(entity, at, 5 + random.nextInt(40)).ifPresent(active::add);
        case 1 -> {
          if (!active.isEmpty()) {
            var mute = active.remove(random.nextInt(active.size()));
            answer(new MuteCommand.LiftMute(mute), ALICE, at);
          }
        }
        case 2 ->
            all()
                .dueBefore(at)
                .forEach(it -> done(new MuteCommand.ExpireMute(it), Actor.SYSTEM, at));
        case 3 -> {
          if (random.nextInt(4) == 0) {
            reopen();
          }
        }
        default -> {
          var observed = observation("Rule" + i, entity, i, null);
          done(observed, Actor.SYSTEM, at);
          fired.add(episode(observed));
          if (random.nextInt(5) == 0) {
            done(observation("Rule" + i, entity, i, at.plusMillis(1)), Actor.SYSTEM, at);
            ended.add(episode(observed));
          }
        }
      }
    }
    var end = NOW.plusSeconds(86_400);
    all().dueBefore(end).forEach(it -> done(new MuteCommand.ExpireMute(it), Actor.SYSTEM, end));
    correlate();

    assertThat(recorded()).containsAll(fired);
    var still = fired.stream().filter(it -> !ended.contains(it)).toList();
    assertThat(placed()).as("seed %d", seed).containsAll(still);
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from correlation_held")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private Optional<MuteId> tryToMute(EntityId entity, Instant at, int seconds) {
    var id = MuteId.of(new UUID(3, ++mutes));
    var matcher = new MuteMatcher(entity, null, null);
    var command = new MuteCommand.MuteAlerts(id, matcher, at.plusSeconds(seconds), reason().ref());
    return answer(command, ALICE, at) instanceof Answer.Done ? Optional.of(id) : Optional.empty();
  }

  private void reopen() {
    ledger.close();
    ledger = database.open();
  }

  private Set<String> recorded() throws InterruptedException {
    return alerts().stream().map(Alerts.Row::id).collect(Collectors.toSet());
  }

  private Set<String> placed() throws InterruptedException {
    views();
    return inbox()
        .list(IncidentInbox.Filter.ALL, new Page.Request(null, Page.MOST))
        .items()
        .stream()
        .flatMap(it -> inbox().find(it.id()).stream())
        .flatMap(it -> it.alerts().stream())
        .map(IncidentInbox.AlertRow::id)
        .collect(Collectors.toSet());
  }

  private MuteId mute(MuteMatcher matcher, int seconds) {
    var id = MuteId.of(new UUID(2, ++mutes));
    var reason = reason();
    var command = new MuteCommand.MuteAlerts(id, matcher, NOW.plusSeconds(seconds), reason.ref());
    var sent = new Submission.OfCommand(command, context(ALICE, NOW), List.of(reason));
    assertThat(ledger.send(sent).join().answer()).isEqualTo(new Answer.Done());
    return id;
  }

  private static Blob reason() {
    var words = "migration".getBytes(StandardCharsets.UTF_8);
    return new Blob(words, "text/plain;charset=utf-8", new byte[32]);
  }

  private void observe(String name, EntityId entity, int number, @Nullable Instant endsAt) {
    done(observation(name, entity, number, endsAt), Actor.SYSTEM, NOW.plusSeconds(5));
  }

  private static String episode(ObserveAlert observed) {
    var began = Objects.requireNonNull(observed.startsAt());
    return AlertId.of(observed.integration(), observed.fingerprint(), began).value();
  }

  private static ObserveAlert observation(
      String name, EntityId entity, int number, @Nullable Instant endsAt) {
    var fingerprint = name + entity;
    var began = NOW.plusSeconds(number);
    return new ObserveAlert(
        "am",
        fingerprint,
        name,
        Severity.ERROR,
        entity,
        "errors",
        endsAt == null,
        began,
        endsAt,
        Map.of(),
        null);
  }

  private void done(Command command, Actor actor, Instant at) {
    assertThat(answer(command, actor, at)).isEqualTo(new Answer.Done());
  }

  private Answer answer(Command command, Actor actor, Instant at) {
    return ledger.send(submission(command, actor, at)).join().answer();
  }

  private static Submission submission(Command command, Actor actor, Instant at) {
    return new Submission.OfCommand(command, context(actor, at));
  }

  private static CommandContext context(Actor actor, Instant at) {
    return new CommandContext(
        UUID.randomUUID(), actor, at, Surface.API, null, null, null, Facts.NONE);
  }

  /** Until the correlator has seen everything, also what it asked for itself. */
  private void correlate() throws InterruptedException {
    long seen;
    do {
      seen = ledger.head();
      assertThat(ledger.awaitCorrelation(seen, Eventually.PATIENCE)).isTrue();
    } while (seen != ledger.head());
    views();
  }

  private void views() throws InterruptedException {
    assertThat(ledger.awaitViews(ledger.head(), Eventually.PATIENCE)).isTrue();
  }

  private List<String> titles() {
    return inbox().list(IncidentInbox.Filter.ALL, Page.Request.FIRST).items().stream()
        .map(IncidentInbox.Row::title)
        .toList();
  }

  private Alerts.Row alert(String name) throws InterruptedException {
    return alerts().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private List<Alerts.Row> alerts() throws InterruptedException {
    views();
    return new Alerts(ledger.dataSource()).list(null, new Page.Request(null, Page.MOST)).items();
  }

  private List<Mutes.Row> list(Mutes.Filter filter) throws InterruptedException {
    views();
    return all().list(filter, Page.Request.FIRST).items();
  }

  private Mutes all() {
    return new Mutes(ledger.dataSource());
  }

  private IncidentInbox inbox() {
    return new IncidentInbox(ledger.dataSource());
  }
}
