package io.countersign.connectors.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.testing.SilenceSourceContract;
import org.junit.jupiter.api.Test;

class MemorySilenceSourceTest extends SilenceSourceContract {
  private final MemorySilenceSource source = new MemorySilenceSource("memory");

  @Override
  protected SilenceSource source() {
    return source;
  }

  @Override
  protected void silenced(Silence silence) {
    source.add(silence);
  }

  @Override
  protected void down() {
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
  }

  @Test
  void whatHasEndedIsNotTold() {
    silenced(silence("a", now.minusSeconds(9), now.minusSeconds(1), Silence.State.EXPIRED));
    assertThat(Outcomes.value(source.silences())).isEmpty();
  }
}
