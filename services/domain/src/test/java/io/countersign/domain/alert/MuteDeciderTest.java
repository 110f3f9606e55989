package io.countersign.domain.alert;

import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.BlobRef;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertEvent.HeldBack;
import io.countersign.domain.alert.AlertEvent.Raised;
import io.countersign.domain.alert.MuteCommand.ExpireMute;
import io.countersign.domain.alert.MuteCommand.LiftMute;
import io.countersign.domain.alert.MuteCommand.MuteAlerts;
import io.countersign.domain.alert.MuteEvent.AttemptRefused;
import io.countersign.domain.alert.MuteEvent.Muted;
import io.countersign.domain.alert.MuteEvent.Unmuted;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.testing.Cases;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MuteDeciderTest {
  private static final EntityId SHOP = service("shop");
  private static final EntityId CART = service("cart");
  private static final MuteId MUTE = MuteId.of(new UUID(1, 1));
  private static final MuteId OTHER = MuteId.of(new UUID(1, 2));
  private static final MuteMatcher WHOLE_SHOP = new MuteMatcher(SHOP, null, null);
  private static final Instant UNTIL = after(3600);
  private static final BlobRef REASON = reason(20);

  private static final DeciderSpec<Mute, MuteEvent, MuteCommand> MUTES =
      DeciderSpec.of(Mute.initial(), Mute::evolve, MuteDecider::decide);

  private final KnownFacts facts =
      KnownFacts.nothing().person("anna", Role.RESPONDER).service("bot", Role.RESPONDER);

  private static BlobRef reason(long bytes) {
    return new BlobRef(new Digest("ab".repeat(32)), bytes, "text/plain;charset=utf-8");
  }

  private static MuteAlerts mute(MuteMatcher matcher, Instant until) {
    return new MuteAlerts(MUTE, matcher, until, REASON);
  }

  private static final MuteAlerts ASKED = mute(WHOLE_SHOP, UNTIL);
  private static final Muted MUTED = new Muted(MUTE, WHOLE_SHOP, UNTIL, REASON);

  @Test
  void aPersonMutesAService() {
    MUTES.given().when(ASKED, facts.as("anna")).then(MUTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"COMMANDER", "APPROVER"})
  void soMayWhoeverElseWorksOnIncidents(Role role) {
    MUTES.given().when(ASKED, facts.person("otto", role).as("otto")).then(MUTED);
  }

  @Test
  void whoMayNot() {
    facts.person("vera", Role.VIEWER).person("gone", Role.RESPONDER).disabled("gone");
    var unheardOf = KnownFacts.nothing().person("nobody", Role.RESPONDER).as("nobody").with(facts);
    MUTES.given().when(ASKED, facts.as("bot")).thenRefused(RefusalCode.HUMAN_REQUIRED).recording();
    MUTES.given().when(ASKED, facts.as("vera")).thenRefused(RefusalCode.FORBIDDEN);
    MUTES.given().when(ASKED, facts.as("gone")).thenRefused(RefusalCode.PRINCIPAL_DISABLED);
    MUTES.given().when(ASKED, unheardOf).thenRefused(RefusalCode.UNKNOWN_PRINCIPAL);
    var lift = new LiftMute(MUTE);
    MUTES
        .given(MUTED)
        .when(lift, facts.as("bot"))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording(
            new AttemptRefused(
                MUTE, RefusalCode.HUMAN_REQUIRED, new PrincipalId("bot"), "LiftMute", Contexts.T0));
    MUTES
        .given(MUTED)
        .when(new ExpireMute(MUTE), facts.as("anna", UNTIL))
        .thenRefused(RefusalCode.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 30 * 86_400 + 1})
  void itEndsInTheFutureAndWithinThirtyDays(long seconds) {
    MUTES
        .given()
        .when(mute(WHOLE_SHOP, after(seconds)), facts.as("anna"))
        .thenRefused(RefusalCode.MUTE_PERIOD);
  }

  @Test
  void theLongestIsThirtyDays() {
    var command = mute(WHOLE_SHOP, Contexts.T0.plus(MuteDecider.LONGEST));
    assertThat(MUTES.given().when(command, facts.as("anna")).decision().events()).hasSize(1);
  }

  @Test
  void aReasonIsNeededAndMustBeShort() {
    MUTES
        .given()
        .when(new MuteAlerts(MUTE, WHOLE_SHOP, UNTIL, reason(0)), facts.as("anna"))
        .thenRefused(RefusalCode.REASON_REQUIRED);
    MUTES
        .given()
        .when(new MuteAlerts(MUTE, WHOLE_SHOP, UNTIL, reason(4_001)), facts.as("anna"))
        .thenRefused(RefusalCode.BAD_REQUEST);
  }

  @Test
  void nobodyMutesEverythingOrTheLossOfASource() {
    var everything = mute(new MuteMatcher(null, null, null), UNTIL);
    var source = new EntityId("integration", "rig", "alertmanager");
    var silence = mute(new MuteMatcher(source, null, null), UNTIL);
    MUTES.given().when(everything, facts.as("anna")).thenRefused(RefusalCode.BAD_REQUEST);
    MUTES.given().when(silence, facts.as("anna")).thenRefused(RefusalCode.NOT_MUTABLE);
  }

  /** Alerts are recorded without it: the mute would silence none, and tell it for ever. */
  @Test
  void nobodyMutesByASecretOrSomebodysAddress() {
    var carl = new EntityId("service", "production", "carl@example.org");
    for (var odd :
        List.of(
            new MuteMatcher(carl, null, null),
            new MuteMatcher(SHOP, "Login of bob@example.org", null),
            new MuteMatcher(SHOP, null, "token=abcdef0123456789"))) {
      MUTES
          .given()
          .when(mute(odd, UNTIL), facts.as("anna"))
          .thenRefused(RefusalCode.BAD_REQUEST, "countersign alerts");
    }
    var asRecorded = new MuteMatcher(SHOP, "Login of [redacted]", null);
    MUTES
        .given()
        .when(mute(asRecorded, UNTIL), facts.as("anna"))
        .then(new Muted(MUTE, asRecorded, UNTIL, REASON));
  }

  /** In as many words, and for a day: whoever watches is watched again the next. */
  @Test
  void theAbsenceOfASourceIsPlannedForADayAtMost() {
    var source = new EntityId("integration", "rig", "alertmanager");
    var absence = new MuteMatcher(source, "HeartbeatLost", null);
    var day = Contexts.T0.plus(MuteDecider.LONGEST_ABSENCE);
    MUTES
        .given()
        .when(mute(absence, day), facts.as("anna"))
        .then(new Muted(MUTE, absence, day, REASON));
    MUTES
        .given()
        .when(mute(absence, day.plusSeconds(1)), facts.as("anna"))
        .thenRefused(RefusalCode.NOT_MUTABLE);
    assertThat(absence.fits("countersign", source, "HeartbeatLost", "alertmanager/Watchdog"))
        .isTrue();
    var byName = new MuteMatcher(null, "HeartbeatLost", null);
    assertThat(byName.fits("countersign", source, "HeartbeatLost", "alertmanager/Watchdog"))
        .isFalse();
  }

  @Test
  void theSameIsMutedOnceAndAgainOnlyWhenItsTimeIsOver() {
    facts.muted(OTHER, WHOLE_SHOP, after(60));
    MUTES.given().when(ASKED, facts.as("anna")).thenRefused(RefusalCode.ALREADY_MUTED);
    MUTES.given().when(ASKED, facts.as("anna", after(60))).then(MUTED);
    var narrower = new MuteMatcher(SHOP, "HighErrorRate", null);
    MUTES
        .given()
        .when(mute(narrower, UNTIL), facts.as("anna"))
        .then(new Muted(MUTE, narrower, UNTIL, REASON));
  }

  @Test
  void theSameRequestAgainChangesNothing() {
    MUTES.given(MUTED).when(ASKED, facts.as("anna")).thenUnchanged();
    MUTES.given(MUTED, byPerson()).when(ASKED, facts.as("anna")).thenUnchanged();
  }

  @Test
  void aPersonLiftsItOnce() {
    var lift = new LiftMute(MUTE);
    MUTES.given(MUTED).when(lift, facts.as("anna")).then(byPerson());
    MUTES.given(MUTED, byPerson()).when(lift, facts.as("anna")).thenUnchanged();
    MUTES.given().when(lift, facts.as("anna")).thenRefused(RefusalCode.UNKNOWN_MUTE).recording();
  }

  @Test
  void itIsLiftedByItselfAtItsRecordedEndAndNotBefore() {
    var expire = new ExpireMute(MUTE);
    MUTES
        .given(MUTED)
        .when(expire, facts.asSystem(UNTIL.minusMillis(1)))
        .thenRefused(RefusalCode.NOT_YET);
    MUTES
        .given(MUTED)
        .afterRefusal(expire, facts.asSystem(after(10)))
        .when(expire, facts.asSystem(after(20)))
        .thenRefused(RefusalCode.NOT_YET)
        .recording();
    MUTES
        .given(MUTED)
        .when(expire, facts.asSystem(UNTIL))
        .then(new Unmuted(MUTE, Unmuted.Lifting.EXPIRED));
    MUTES.given(MUTED, byPerson()).when(expire, facts.asSystem(UNTIL)).thenUnchanged();
    MUTES.given().when(expire, facts.asSystem()).thenRefused(RefusalCode.UNKNOWN_MUTE);
  }

  @Test
  void refusalsOfALiftedMuteAreRecordedOnceAMinute() {
    MUTES
        .given(MUTED, byPerson())
        .afterRefusal(new LiftMute(MUTE), facts.as("bot"))
        .when(new LiftMute(MUTE), facts.as("bot", after(30)))
        .thenRefused(RefusalCode.HUMAN_REQUIRED)
        .recording();
  }

  @Test
  void whatAMuteFits() {
    assertThat(fits(WHOLE_SHOP, SHOP, "HighLatency", "f9")).isTrue();
    assertThat(fits(WHOLE_SHOP, CART, "HighLatency", "f9")).isFalse();
    assertThat(fits(new MuteMatcher(null, "HighLatency", null), CART, "HighLatency", "f")).isTrue();
    assertThat(fits(new MuteMatcher(SHOP, "HighLatency", null), SHOP, "Down", "f")).isFalse();
    assertThat(fits(new MuteMatcher(null, null, "f9"), CART, "Down", "f9")).isTrue();
    assertThat(fits(new MuteMatcher(SHOP, null, "f9"), SHOP, "Down", "f8")).isFalse();
    assertThat(WHOLE_SHOP.fits(MuteMatcher.OWN_INTEGRATION, SHOP, "HeartbeatLost", "f")).isFalse();
  }

  @Test
  void aMutedAlertIsOnRecordWithTheMuteThatHoldsItBack() {
    facts.muted(MUTE, WHOLE_SHOP, UNTIL);
    var told = observe(SHOP, 0, facts.asSystem());
    assertThat(told)
        .first()
        .isInstanceOfSatisfying(HeldBack.class, it -> assertThat(it.mute()).isEqualTo(MUTE));
    assertThat(told).last().isInstanceOf(Raised.class);
    var evolved = AlertSeries.UNKNOWN;
    for (var event : told) {
      evolved = evolved.evolve(event);
    }
    assertThat(evolved.seen()).isEqualTo(new AlertSeen(0, AlertSeen.Status.FIRING, 2));
    assertThat(evolved.episodes()).isEqualTo(1);
    assertThat(observe(CART, 0, facts.asSystem())).singleElement().isInstanceOf(Raised.class);
  }

  @Test
  void atItsEndAMuteHoldsNothingEvenBeforeThatIsOnRecord() {
    facts.muted(MUTE, WHOLE_SHOP, UNTIL);
    assertThat(holding(SHOP, 0, facts.asSystem(UNTIL.minusMillis(1)))).isEqualTo(MUTE);
    assertThat(holding(SHOP, 0, facts.asSystem(UNTIL))).isNull();
  }

  @Test
  void ofSeveralMutesTheOneThatEndsLastHolds() {
    facts.muted(MUTE, WHOLE_SHOP, UNTIL).muted(OTHER, WHOLE_SHOP, UNTIL.plusSeconds(1));
    assertThat(holding(SHOP, 0, facts.asSystem())).isEqualTo(OTHER);
  }

  /**
   * Whatever is muted and lifted, in any order: each first word of a fault is recorded as raised,
   * and is held back exactly if an unexpired mute of that moment fits.
   */
  @Test
  void noAlertIsSwallowedWhateverIsMuted() {
    Cases.each(
        500,
        5_000,
        seed -> {
          var random = new Random(seed);
          var known = KnownFacts.nothing().person("anna", Role.RESPONDER);
          Map<MuteId, Muted> active = new HashMap<>();
          for (int i = 1; i <= 60; i++) {
            var at = after(i * 60L);
            switch (random.nextInt(3)) {
              case 0 ->
                  mute(MuteId.of(new UUID(seed, i)), random, known.as("anna", at), active, known);
              case 1 -> lift(random, known, at, active);
              default -> {
                var entity = random.nextBoolean() ? SHOP : CART;
                var mute = holding(entity, i, known.asSystem(at));
                assertThat(mute != null)
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(held(active, entity, at));
              }
            }
          }
        });
  }

  private static void mute(
      MuteId id,
      Random random,
      CommandContext context,
      Map<MuteId, Muted> active,
      KnownFacts known) {
    var matcher = new MuteMatcher(random.nextBoolean() ? SHOP : CART, null, null);
    var until = context.at().plus(Duration.ofMinutes(random.nextInt(-2, 20)));
    for (var event :
        MuteDecider.decide(Mute.initial(), new MuteAlerts(id, matcher, until, REASON), context)
            .events()) {
      active.put(id, (Muted) event);
      known.muted(id, matcher, until);
    }
  }

  private static void lift(Random random, KnownFacts known, Instant at, Map<MuteId, Muted> active) {
    var ids = active.keySet().stream().sorted((a, b) -> a.value().compareTo(b.value())).toList();
    if (ids.isEmpty()) {
      return;
    }
    var id = ids.get(random.nextInt(ids.size()));
    var state = Mute.evolve(Mute.initial(), active.get(id));
    var decision =
        random.nextBoolean()
            ? MuteDecider.decide(state, new LiftMute(id), known.as("anna", at))
            : MuteDecider.decide(state, new ExpireMute(id), known.asSystem(at));
    if (decision.events().stream().anyMatch(Unmuted.class::isInstance)) {
      active.remove(id);
      known.unmuted(id);
    }
  }

  private static boolean held(Map<MuteId, Muted> active, EntityId entity, Instant at) {
    return active.values().stream()
        .anyMatch(it -> entity.equals(it.matcher().entity()) && at.isBefore(it.until()));
  }

  private static Unmuted byPerson() {
    return new Unmuted(MUTE, Unmuted.Lifting.BY_PERSON);
  }

  private static boolean fits(
      MuteMatcher matcher, EntityId entity, String name, String fingerprint) {
    return matcher.fits("am", entity, name, fingerprint);
  }

  private static @Nullable MuteId holding(EntityId entity, int number, CommandContext context) {
    var told = observe(entity, number, context);
    assertThat(told).last().isInstanceOf(Raised.class);
    return told.getFirst() instanceof HeldBack it ? it.mute() : null;
  }

  private static List<AlertEvent> observe(EntityId entity, int number, CommandContext context) {
    var began = after(number);
    var command =
        new ObserveAlert(
            "am",
            "f" + number,
            "HighErrorRate",
            Severity.CRITICAL,
            entity,
            "errors",
            true,
            began,
            null,
            Map.of(),
            null);
    return AlertDecider.decide(AlertSeries.UNKNOWN, command, context).events();
  }
}
