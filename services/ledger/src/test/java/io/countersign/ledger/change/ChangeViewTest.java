package io.countersign.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.change.Change;
import io.countersign.domain.change.ChangeEvent.ChangeObserved;
import io.countersign.domain.intake.SourceReading;
import io.countersign.domain.intake.SourceReading.Adjustment;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.intake.Irregularities.Irregularity;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.view.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeViewTest {
  private static final Instant T = Chronicle.START;

  private final Chronicle chronicle = new Chronicle();
  private final Changes changes = new Changes(chronicle.source());

  @Test
  void showsAChangeAsItWasObserved() {
    var full =
        new Change(
            "supervisor",
            Story.CHECKOUT,
            "deploy",
            T.plusMillis(123),
            "CHG-1005",
            "v1",
            "v2",
            "rem_1",
            Story.blob("carol"),
            new SourceReading(NamedBy.POD, Set.of(Adjustment.MEMBER_CUT)));
    chronicle.record(new ChangeObserved(full), observed("other", Story.SEARCH, 9)).view(1);

    var page = changes.list(new Page.Request(null, 1));
    assertThat(page.items()).extracting(Changes.Row::position).containsExactly(2L);
    var rest = changes.list(new Page.Request(page.next(), 1));
    assertThat(rest.items()).containsExactly(new Changes.Row(1, full));
    assertThat(rest.next()).isNull();
    assertThat(changes.irregularities().named(T))
        .containsExactly(new Irregularity("supervisor", "POD", 1));
  }

  @Test
  void findsWhatWasChangedOnEntitiesInARange() {
    chronicle
        .record(
            observed("supervisor", Story.CHECKOUT, 30),
            observed("supervisor", Story.CHECKOUT, 10),
            observed("supervisor", Story.FRONTEND, 20),
            observed("supervisor", Story.SEARCH, 20),
            observed("supervisor", Story.CHECKOUT, 31))
        .view(100);

    var found =
        changes.of(List.of(Story.CHECKOUT, Story.FRONTEND), T.plusSeconds(10), T.plusSeconds(30));

    assertThat(found)
        .extracting(Change::at)
        .containsExactly(T.plusSeconds(10), T.plusSeconds(20), T.plusSeconds(30));
  }

  @Test
  void theHighWaterMarkIsTheLatestRecordsTimeNotTheLastRecorded() {
    chronicle
        .record(
            observed("supervisor", Story.CHECKOUT, 30),
            observed("supervisor", Story.FRONTEND, 10),
            observed("other", Story.FRONTEND, 99))
        .view(100);

    assertThat(changes.highWater("supervisor")).contains(T.plusSeconds(30));
    assertThat(changes.highWater("silent")).isEmpty();
  }

  private static ChangeObserved observed(String feed, EntityId entity, int seconds) {
    return new ChangeObserved(
        new Change(feed, entity, "deploy", T.plusSeconds(seconds), null, null, null, null, null));
  }
}
