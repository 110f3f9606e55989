package io.countersign.connectors.memory;

import io.countersign.connectors.logs.LogLine;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.testing.LogSourceContract;
import io.countersign.domain.catalog.EntityId;
import java.util.List;

class MemoryLogSourceTest extends LogSourceContract {
  private final MemoryLogSource source = new MemoryLogSource("memory");

  @Override
  protected LogSource source() {
    return source;
  }

  @Override
  protected void given(EntityId entity, List<LogLine> lines) {
    source.put(entity, lines);
  }

  @Override
  protected void down() {
    source.failWith(
        new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down"));
  }
}
