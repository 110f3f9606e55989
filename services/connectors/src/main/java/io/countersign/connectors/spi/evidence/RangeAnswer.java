package io.countersign.connectors.spi.evidence;

import io.countersign.domain.Digest;
import java.util.List;

/**
 * The answer of a source to a query over a range.
 *
 * @param series sorted by labels; empty when nothing matched, which is evidence too
 * @param digest of the answer's canonical form: the same data gives the same digest
 */
public record RangeAnswer(List<LabelledSeries> series, Digest digest) {
  public RangeAnswer {
    series = List.copyOf(series);
  }
}
