package io.countersign.server.intake;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adjustments of a delivery's entries as its sender is told them. */
public final class ToldAdjustments {
  /** So many are told one by one; how many there were is told in any case. */
  private static final int MOST = 100;

  private ToldAdjustments() {}

  /** The first of them; null when there are none. */
  public static @Nullable List<InputProblem> of(List<InputProblem> adjusted) {
    return adjusted.isEmpty() ? null : adjusted.subList(0, Math.min(MOST, adjusted.size()));
  }
}
