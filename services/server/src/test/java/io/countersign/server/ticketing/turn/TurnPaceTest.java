package io.countersign.server.ticketing.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.ticketing.TicketLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** The pace of a connection, at instants that are made up. */
class TurnPaceTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final TurnPace pace = new TurnPace();

  private static TicketLinkId link(String system, int number) {
    return new TicketLinkId(system + "/inc_" + HexFormat.of().toHexDigits((long) number));
  }

  /** One that waits for its turn. */
  private record Due(Instant at, int number) {}

  @Test
  void aThousandTurnsThatComeAtOnceAreAskedForHardlyMoreThanOnceEach() {
    var due = new PriorityQueue<Due>(Comparator.comparing(Due::at).thenComparing(Due::number));
    for (int i = 0; i < 1_000; i++) {
      due.add(new Due(START, i));
    }
    int asked = 0;
    var last = START;
    while (!due.isEmpty()) {
      var next = due.remove();
      last = next.at();
      var wait = pace.take(link("jira", next.number()), last);
      asked++;
      if (wait.isPositive()) {
        due.add(new Due(last.plus(wait), next.number()));
      }
    }
    assertThat(asked).isLessThan(2_100);
    assertThat(Duration.between(START, last))
        .isBetween(Duration.ofSeconds(485), Duration.ofSeconds(600));
  }

  @Test
  void whoeverIsPokedWhileItWaitsKeepsItsPlaceAndHoldsUpNobody() {
    for (int i = 0; i < 20; i++) {
      assertThat(pace.take(link("jira", i), START)).isZero();
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(pace.take(link("jira", 20), START)).isEqualTo(Duration.ofMillis(500));
    }
    assertThat(pace.take(link("jira", 21), START)).isEqualTo(Duration.ofSeconds(1));
    var later = START.plusSeconds(60);
    for (int i = 0; i < 20; i++) {
      assertThat(pace.take(link("jira", i), later)).isZero();
    }
    assertThat(pace.take(link("jira", 22), later)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void nobodyComesWhileTheSystemWantsToBeLeftAlone() {
    pace.hold("jira", START.plusSeconds(30));
    assertThat(pace.take(link("jira", 1), START)).isEqualTo(Duration.ofSeconds(30));
    assertThat(pace.take(link("jira", 2), START)).isGreaterThan(Duration.ofSeconds(30));
    assertThat(pace.take(link("another", 1), START)).isZero();
    assertThat(pace.take(link("jira", 1), START.plusSeconds(30))).isZero();
  }

  @Test
  void whoWasPromisedATimeBeforeThatIsPromisedALaterOne() {
    for (int i = 0; i < 20; i++) {
      assertThat(pace.take(link("jira", i), START)).isZero();
    }
    assertThat(pace.take(link("jira", 20), START)).isEqualTo(Duration.ofMillis(500));
    pace.hold("jira", START.plusSeconds(30));
    assertThat(pace.take(link("jira", 20), START)).isEqualTo(Duration.ofSeconds(30));
  }
}
