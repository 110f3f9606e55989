package io.countersign.domain.planning;

import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Cause.Kind;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.testing.Estate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseOrderTest {
  private static final EntityId PAYMENTS = EntityId.service("rig", "payments");
  private static final EntityId SEARCH = EntityId.service("rig", "search-index");
  private static final Topology TOPOLOGY =
      new Topology(
          List.of(new Entity(CHECKOUT, "shop", 1, false)),
          List.of(new Relation(Relation.Kind.CALLS, CHECKOUT, PAYMENTS)));
  private static final Cause CRASH = cause(PAYMENTS, Kind.PROCESS_DEATH, 70);
  private static final Cause RELEASE = cause(CHECKOUT, Kind.RELEASE, 80);

  @Test
  void theCauseThatStandsOutIsTreatedAlone() {
    assertThat(order(false, true, RELEASE, cause(SEARCH, Kind.LOAD, 60))).containsExactly(RELEASE);
  }

  @Test
  void aCauseBeneathGoesFirstIfItIsThereAsWell() {
    assertThat(order(false, true, RELEASE, CRASH)).containsExactly(CRASH, RELEASE);
    assertThat(order(false, true, RELEASE, cause(PAYMENTS, Kind.LOAD, 60)))
        .containsExactly(RELEASE);
    assertThat(order(false, true, cause(PAYMENTS, Kind.LOAD, 75), RELEASE)).hasSize(1);
  }

  @Test
  void whereARemedyWasInVainTheNextCausesAreWorthATry() {
    var weak = cause(SEARCH, Kind.LOAD, 49);
    var unknown = cause(SEARCH, Kind.UNKNOWN, 90);
    var next = cause(SEARCH, Kind.PROCESS_DEATH, 50);
    assertThat(order(true, true, RELEASE, next, weak, unknown)).containsExactly(RELEASE, next);
    assertThat(order(true, false, RELEASE, next)).containsExactly(RELEASE, next);
  }

  @Test
  void nothingIsTreatedWhileNoCauseStandsOut() {
    assertThat(order(false, false, RELEASE, CRASH)).isEmpty();
  }

  @Test
  void aProposalStandsWhileItsCauseDoesAndNothingBeneathItComesFirst() {
    var own = new Cause(CHECKOUT, Kind.RELEASE, null, null, 70, List.of());
    var standing = answering(own);
    var other = cause(SEARCH, Kind.PROCESS_DEATH, 75);
    assertThat(stands(standing, other, other, own)).isTrue();
    assertThat(stands(standing, other, other)).isFalse();
    assertThat(stands(standing, other, cause(SEARCH, Kind.PROCESS_DEATH, 90), own)).isFalse();
    assertThat(stands(standing, CRASH, CRASH, own)).isFalse();
  }

  private static Plan answering(Cause cause) {
    var it = plan();
    return new Plan(
        it.incident(),
        it.runbook(),
        it.runbookDigest(),
        Planner.causeText(cause),
        it.actionClass(),
        it.targets(),
        it.preconditions(),
        it.affected(),
        it.steps(),
        it.rollback(),
        it.probes(),
        it.dryRun());
  }

  private static boolean stands(Plan standing, Cause next, Cause... causes) {
    return CauseOrder.stillStands(
        standing, diagnosis(true, causes), Estate.THRESHOLDS, next, TOPOLOGY);
  }

  private static List<Cause> order(boolean inVain, boolean decided, Cause... causes) {
    return CauseOrder.order(diagnosis(decided, causes), TOPOLOGY, Estate.THRESHOLDS, inVain);
  }

  private static Diagnosis diagnosis(boolean decided, Cause... causes) {
    return new Diagnosis(1, 1, "rules/1", decided, List.of(causes), List.of(), List.of());
  }

  private static Cause cause(EntityId entity, Kind kind, int score) {
    return new Cause(entity, kind, null, null, score, List.of());
  }
}
