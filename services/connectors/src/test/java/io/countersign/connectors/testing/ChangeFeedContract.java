package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of every feed of changes. */
public abstract class ChangeFeedContract {
  protected static final Instant T0 = Instant.parse("2026-11-22T10:00:00.250Z");
  protected static final String FEED = "supervisor";

  /** Its name is {@link #FEED}. */
  protected abstract ChangeFeed feed();

  /** Somebody changed something; the entity is a service of the environment {@code rig}. */
  protected abstract void changed(ObservedChange change);

  /** There's a record that can't be read. */
  protected abstract void badRecord();

  protected abstract void down();

  protected static ObservedChange deploy(String service, Instant at, String to) {
    return new ObservedChange(
        new Change(
            FEED, EntityId.service("rig", service), "deploy", at, "CHG-1", "1.0.0", to, null, null),
        "sam");
  }

  @Test
  void tellsWhatWasChangedAndBesideItByWhom() {
    changed(deploy("checkout-api", T0, "1.5.0"));
    assertThat(Outcomes.value(feed().since(T0.minusSeconds(9))).changes())
        .containsExactly(deploy("checkout-api", T0, "1.5.0"));
  }

  @Test
  void theInstantItselfIsIncluded() {
    changed(deploy("a", T0.minusMillis(1), "1"));
    changed(deploy("b", T0, "2"));
    changed(deploy("c", T0.plusMillis(1), "3"));
    assertThat(Outcomes.value(feed().since(T0)).changes())
        .extracting(change -> change.change().entity().name())
        .containsExactly("b", "c");
  }

  @Test
  void aRecordNamesTheRemediationOfOursThatDidIt() {
    var ours =
        new Change(
            FEED,
            EntityId.service("rig", "a"),
            "rollback",
            T0,
            "CHG-1",
            "2",
            "1",
            "rem_0123456789abcdef",
            null);
    changed(new ObservedChange(ours, "countersign"));
    assertThat(Outcomes.value(feed().since(T0)).changes().getFirst().change()).isEqualTo(ours);
  }

  @Test
  void aBadRecordIsToldAndSpoilsNoOther() {
    changed(deploy("a", T0, "1"));
    badRecord();
    changed(deploy("b", T0, "2"));
    var answer = Outcomes.value(feed().since(T0));
    assertThat(answer.changes()).hasSize(2);
    assertThat(answer.problems()).hasSize(1);
  }

  @Test
  void beingDownIsToldWithAdvice() {
    assertThat(feed().check().ok()).isTrue();
    down();
    assertThat(Outcomes.failed(feed().since(T0)).code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(feed().check().advice()).isNotBlank();
  }
}
