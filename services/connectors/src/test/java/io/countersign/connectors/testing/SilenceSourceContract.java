package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.Silence.State;
import io.countersign.connectors.spi.silence.SilenceSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every source of silences. */
public abstract class SilenceSourceContract {
  protected final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  protected static final List<LabelMatcher> MATCHERS =
      List.of(
          new LabelMatcher("service", "shop", false, true),
          new LabelMatcher("job", "batch|nightly.*", true, false));

  protected abstract SilenceSource source();

  /** Somebody silenced something; a source gives it an id, and a state by the times. */
  protected abstract void silenced(Silence silence);

  protected abstract void down();

  protected static Silence silence(String id, Instant from, Instant to, State state) {
    return new Silence(id, MATCHERS, from, to, state, "sam", "moving \"house\"");
  }

  @Test
  void tellsWhatIsSilencedNowAndWillBe() {
    silenced(silence("b", now.plusSeconds(600), now.plusSeconds(900), State.PENDING));
    silenced(silence("a", now.minusSeconds(5), now.plusSeconds(300), State.ACTIVE));
    var told = Outcomes.value(source().silences());
    assertThat(told)
        .extracting(Silence::state, Silence::endsAt)
        .containsExactly(
            tuple(State.ACTIVE, now.plusSeconds(300)), tuple(State.PENDING, now.plusSeconds(900)));
    var first = told.getFirst();
    assertThat(first.matchers()).containsExactlyInAnyOrderElementsOf(MATCHERS);
    assertThat(first.createdBy()).isEqualTo("sam");
    assertThat(first.comment()).isEqualTo("moving \"house\"");
    assertThat(first.id()).isNotBlank();
    assertThat(source().check().ok()).isTrue();
  }

  @Test
  void nothingSilencedIsAnEmptyList() {
    assertThat(Outcomes.value(source().silences())).isEmpty();
  }

  @Test
  void beingDownIsToldWithAdvice() {
    down();
    assertThat(Outcomes.failed(source().silences()).code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(source().check().advice()).isNotBlank();
  }
}
