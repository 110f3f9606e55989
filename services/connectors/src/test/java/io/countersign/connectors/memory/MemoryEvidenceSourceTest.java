package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.evidence.LabelledSeries;
import io.countersign.connectors.testing.EvidenceSourceContract;
import java.util.List;

class MemoryEvidenceSourceTest extends EvidenceSourceContract {
  private static final Outcome.Failed<?> DOWN =
      new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down");

  private final MemoryEvidenceSource source = new MemoryEvidenceSource("memory");

  @Override
  protected EvidenceSource source() {
    return source;
  }

  @Override
  protected void given(String query, List<LabelledSeries> series) {
    source.put(query, series);
  }

  @Override
  protected void down() {
    source.failWith(DOWN);
  }
}
