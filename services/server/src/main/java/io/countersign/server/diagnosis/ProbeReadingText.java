package io.countersign.server.diagnosis;

import io.countersign.domain.diagnosis.ProbeReading;
import java.util.List;
import java.util.stream.Collectors;

/** The text of what probes read, to be put behind a sentence. */
public final class ProbeReadingText {
  private ProbeReadingText() {}

  /** In parentheses behind a space; empty if nothing was read. */
  public static String of(List<ProbeReading> readings) {
    return readings.isEmpty()
        ? ""
        : readings.stream()
            .map(reading -> reading.probe() + " = " + reading.value())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
