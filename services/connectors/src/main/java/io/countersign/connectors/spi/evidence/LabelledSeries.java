package io.countersign.connectors.spi.evidence;

import io.countersign.domain.diagnosis.TimeSeries;
import java.util.Map;

/**
 * One series of an answer.
 *
 * @param labels what tells it from the answer's other series; may be empty
 * @param series finite values only: what isn't a number is a gap
 */
public record LabelledSeries(Map<String, String> labels, TimeSeries series) {
  public LabelledSeries {
    labels = Map.copyOf(labels);
  }
}
