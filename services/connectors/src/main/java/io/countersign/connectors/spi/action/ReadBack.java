package io.countersign.connectors.spi.action;

import io.countersign.domain.planning.TargetState;

/**
 * The effect that is seen of a step whose answer was lost.
 *
 * @param effectSeen whether the target is as if the step had taken place
 * @param state how it is now; what looks like a secret is redacted here
 */
public record ReadBack(boolean effectSeen, TargetState state) {
  public ReadBack {
    state = state.redacted();
  }
}
