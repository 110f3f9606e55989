package io.countersign.ledger.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.view.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An alert storm is one incident, and looking at it doesn't take the time of a storm. */
class LargeIncidentTest {
  private static final int ALERTS = 3_000;
  private static final int SERVICES = 40;

  private static final Chronicle CHRONICLE = new Chronicle();

  private final IncidentInbox inbox = new IncidentInbox(CHRONICLE.source());
  private final IncidentTimeline timeline = new IncidentTimeline(CHRONICLE.source());

  @BeforeAll
  static void storm() {
    var events = new ArrayList<Event>();
    events.add(Story.raised(Story.BURN));
    events.add(new IncidentEvent.Opened(Story.INCIDENT, Story.BURN, "burning", Chronicle.START));
    for (int i = 1; i < ALERTS; i++) {
      var tie = new AlertTie("same-entity", 90, "it's the same");
      events.add(Story.raised(alert(i)));
      events.add(new IncidentEvent.AlertAttached(Story.INCIDENT, alert(i), tie, Chronicle.START));
    }
    events.add(Story.resolved(alert(1)));
    events.add(new IncidentEvent.Acknowledged(Story.INCIDENT, Story.ALICE));
    CHRONICLE.record(events.toArray(Event[]::new));
    CHRONICLE.view(1_000);
  }

  private static IncidentAlert alert(int number) {
    var hex = Integer.toHexString(number);
    var like = Story.CHECKOUT_ERRORS;
    return new IncidentAlert(
        new AlertId("0".repeat(64 - hex.length()) + hex),
        EntityId.service("rig", "service-" + number % SERVICES),
        like.name(),
        like.severity(),
        like.signal(),
        like.startsAt());
  }

  @Test
  void itsAlertsAreGrouped() {
    var detail = inbox.find(Story.INCIDENT.value(), 5).orElseThrow();
    assertThat(detail.incident().alerts()).isEqualTo(ALERTS);
    assertThat(detail.alerts()).hasSize(5);
    var largest = detail.groups().getFirst();
    assertThat(largest.alerts()).isEqualTo(ALERTS - 2);
    assertThat(largest.entities()).isEqualTo(SERVICES);
    assertThat(largest.status()).isEqualTo(Status.FIRING);
    assertThat(detail.groups()).extracting("alerts").containsExactly(ALERTS - 2, 1, 1);
    assertThat(detail.muted()).isFalse();
  }

  @Test
  void itsStoryWithoutThemIsShort() {
    var page = timeline.of(Story.INCIDENT.value(), false, Page.Request.FIRST);
    assertThat(page.items())
        .extracting(IncidentTimeline.Entry::type)
        .containsExactly("incident.opened", "incident.acknowledged");
    assertThat(page.next()).isNull();
  }

  /** Page by page everything is there, once. */
  @Test
  void itsWholeStoryIsThereToo() {
    List<Long> positions = new ArrayList<>();
    var request = new Page.Request(null, Page.MOST);
    var page = timeline.of(Story.INCIDENT.value(), true, request);
    page.items().forEach(it -> positions.add(it.position()));
    while (page.next() != null) {
      page = timeline.of(Story.INCIDENT.value(), true, new Page.Request(page.next(), Page.MOST));
      page.items().forEach(it -> positions.add(it.position()));
    }
    assertThat(positions).isSorted().doesNotHaveDuplicates().hasSize((int) CHRONICLE.head());
  }

  /** One look of several: what else the machine does makes another one long. */
  @Test
  void lookingAtItTakesLessThanASecond() {
    Eventually.holds("a short look", () -> look().compareTo(Duration.ofSeconds(1)) < 0);
  }

  private Duration look() {
    long begun = System.nanoTime();
    var _ = inbox.find(Story.INCIDENT.value(), 50);
    var _ = timeline.of(Story.INCIDENT.value(), false, new Page.Request(null, Page.MOST));
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
