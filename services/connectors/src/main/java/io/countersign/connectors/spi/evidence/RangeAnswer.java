package io.countersign.connectors.spi.evidence;

import io.countersign.domain.Digest;
import java.util.List;

/**
 * The answer of a source to a query over a range.
 *
 * @param series sorted by labels; empty when nothing matched, which is evidence too
 * @param digest of the answer's canonical form: the same data gives the same digest
 * @param shortcomings why it's not all that was asked for, as the source says it or as it's seen (a
 *     part of the source that didn't answer, a form that isn't read); empty for a whole one
 */
public record RangeAnswer(List<LabelledSeries> series, Digest digest, List<String> shortcomings) {
  public RangeAnswer {
    series = List.copyOf(series);
    shortcomings = List.copyOf(shortcomings);
  }

  /** A whole one. */
  public RangeAnswer(List<LabelledSeries> series, Digest digest) {
    this(series, digest, List.of());
  }
}
