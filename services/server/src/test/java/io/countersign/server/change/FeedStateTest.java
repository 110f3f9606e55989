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
    assertThat(state.since(Optional.empty(), NOW)).isEqualTo(seen);
    assertThat(state.since(Optional.of(seen.minusSeconds(1)), NOW)).isEqualTo(seen);
    assertThat(state.since(Optional.of(NOW), NOW)).isEqualTo(NOW);
  }

  /** It would hide everything that happens until then. */
  @Test
  void aRecordOfTheFutureMovesNothing() {
    state.saw(FUTURE, NOW);
    assertThat(state.since(Optional.of(FUTURE), NOW)).isEqualTo(START);
    state.saw(FUTURE.minusSeconds(1), NOW);
    assertThat(state.since(Optional.of(FUTURE), NOW)).isEqualTo(FUTURE.minusSeconds(1));
  }
}
