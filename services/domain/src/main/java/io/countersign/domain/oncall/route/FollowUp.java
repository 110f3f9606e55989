package io.countersign.domain.oncall.route;

import java.time.Duration;
import java.util.List;

/**
 * A further telling of what still waits for somebody.
 *
 * @param after the notice itself
 * @param escalation whether others are told than at first
 * @param receivers as in {@link Route#receivers()}
 */
public record FollowUp(Duration after, boolean escalation, List<String> receivers) {
  public FollowUp {
    receivers = List.copyOf(receivers);
  }
}
