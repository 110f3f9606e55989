package io.countersign.domain.change;

import static io.countersign.domain.testing.CatalogFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnChangesTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant ENDED = STARTED.plusSeconds(10);
  private static final EntityId ORDERS = service("orders");
  private static final String OURS = "rem_0123456789abcdef";
  private static final String OTHER = "rem_ffffffffffffffff";
  private static final ChangeAuthor ANSIBLE = new ChangeAuthor.Told("ansible");
  private static final ChangeAuthor COUNTERSIGN = new ChangeAuthor.Told("countersign");

  private static final OwnStep PLAYBOOK =
      new OwnStep(OURS, ORDERS, new ChangeSignature("ansible", false), STARTED, ENDED);
  private static final OwnStep REQUEST =
      new OwnStep(OURS, ORDERS, new ChangeSignature("countersign", true), STARTED, ENDED);

  @Test
  void aPlaybooksActionIsKnownByTargetActorAndTime() {
    assertThat(judge(at(STARTED.plusSeconds(2), null), ANSIBLE, PLAYBOOK)).contains(OURS);
    assertThat(judge(at(STARTED.plusSeconds(2), null), new ChangeAuthor.Untold(), PLAYBOOK))
        .contains(OURS);
  }

  @Test
  void clocksMayDifferByASmallTolerance() {
    assertThat(judge(at(STARTED.minusSeconds(3), null), ANSIBLE, PLAYBOOK)).contains(OURS);
    assertThat(judge(at(ENDED.plusSeconds(3), null), ANSIBLE, PLAYBOOK)).contains(OURS);
    assertThat(judge(at(STARTED.minusMillis(3001), null), ANSIBLE, PLAYBOOK)).isEmpty();
    assertThat(judge(at(ENDED.plusMillis(3001), null), ANSIBLE, PLAYBOOK)).isEmpty();
  }

  @Test
  void somebodyElsesChangeOfTheSameTargetMeanwhileIsNotOurs() {
    var pipeline = new ChangeAuthor.Told("release-pipeline");
    assertThat(judge(at(STARTED.plusSeconds(2), null), pipeline, PLAYBOOK)).isEmpty();
    assertThat(judge(at(STARTED.plusSeconds(2), null), new ChangeAuthor.Missing(), PLAYBOOK))
        .isEmpty();
  }

  @Test
  void anotherTargetIsNotOurs() {
    var elsewhere = change(service("web"), STARTED.plusSeconds(2), null);
    assertThat(judge(elsewhere, ANSIBLE, PLAYBOOK)).isEmpty();
  }

  @Test
  void aStepUnderWayReachesUntilNow() {
    var underWay = new OwnStep(OURS, ORDERS, PLAYBOOK.signature(), STARTED, null);
    assertThat(judge(at(STARTED.plusSeconds(60), null), ANSIBLE, underWay)).contains(OURS);
    assertThat(judge(at(STARTED.plusSeconds(64), null), ANSIBLE, underWay)).isEmpty();
  }

  @Test
  void aMarkIsBelievedOfOurActorForARemediationThatActedOnTheTarget() {
    assertThat(judge(at(STARTED.plusSeconds(1), OURS), COUNTERSIGN, REQUEST)).contains(OURS);
    assertThat(judge(at(ENDED.plusSeconds(300), OURS), COUNTERSIGN, REQUEST)).contains(OURS);
  }

  @Test
  void aForgedMarkMakesNobodyInnocent() {
    var pipeline = new ChangeAuthor.Told("release-pipeline");
    assertThat(judge(at(STARTED.plusSeconds(1), OURS), pipeline, REQUEST)).isEmpty();
    assertThat(judge(at(STARTED.plusSeconds(1), OTHER), COUNTERSIGN, REQUEST)).isEmpty();
    assertThat(judge(at(STARTED.minusSeconds(60), OURS), COUNTERSIGN, REQUEST)).isEmpty();
    assertThat(judge(at(STARTED.plusSeconds(1), OTHER), ANSIBLE, PLAYBOOK)).isEmpty();
    assertThat(OwnChanges.remediation(at(STARTED, OURS), COUNTERSIGN, List.of(), ENDED)) // no step
        .isEmpty();
  }

  @Test
  void ourActorsNameAloneIsNoMarkWhereMarksAreGiven() {
    assertThat(judge(at(STARTED.plusSeconds(1), null), COUNTERSIGN, REQUEST)).isEmpty();
  }

  private static Optional<String> judge(Change change, ChangeAuthor actor, OwnStep step) {
    return OwnChanges.remediation(change, actor, List.of(step), STARTED.plusSeconds(60));
  }

  private static Change at(Instant at, @Nullable String mark) {
    return change(ORDERS, at, mark);
  }

  private static Change change(EntityId entity, Instant at, @Nullable String mark) {
    return new Change("releases", entity, "restart", at, null, "2", "2", mark, null);
  }
}
