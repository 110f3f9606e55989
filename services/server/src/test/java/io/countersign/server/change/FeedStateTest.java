package io.countersign.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedStateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(3600);
  private static final Instant FUTURE = NOW.plusSeconds(61);

  private final FeedState state = new FeedState(START);

  @Test
  void aSilentFeedIsAskedFromTheSameTimeOnHoweverLateItIs() {
    assertThat(state.since(Optional.empty(), NOW)).isEqualTo(START);
    assertThat(state.since(Optional.empty(), NOW.plusSeconds(3600))).isEqualTo(START);
  }

  @Test
  void theLaterOfWhatWasSeenAndWhatIsRecordedCounts() {
    var seen = NOW.minusSeconds(60);
    state.saw(seen, NOW);
    state.saw(seen.minusSeconds(60), NOW);
    assertThat(state.since(Optional.empty(), NOW)).isEqualTo(before(seen));
    assertThat(state.since(Optional.of(seen.minusSeconds(1)), NOW)).isEqualTo(before(seen));
    assertThat(state.since(Optional.of(NOW), NOW)).isEqualTo(before(NOW));
  }

  /** A roll-out that took three minutes is told after a restart that came in between. */
  @Test
  void whatBeganEarlierAndIsToldLaterIsStillAskedFor() {
    state.saw(NOW, NOW);
    assertThat(state.since(Optional.empty(), NOW)).isBefore(NOW.minusSeconds(180));
  }

  private static Instant before(Instant last) {
    return last.minusSeconds(300);
  }

  /** It would hide everything that happens until then. */
  @Test
  void aRecordOfTheFutureMovesNothing() {
    state.saw(FUTURE, NOW);
    assertThat(state.since(Optional.of(FUTURE), NOW)).isEqualTo(START);
    state.saw(FUTURE.minusSeconds(1), NOW);
    assertThat(state.since(Optional.of(FUTURE), NOW)).isEqualTo(before(FUTURE.minusSeconds(1)));
  }
}
