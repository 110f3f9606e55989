package io.countersign.domain.intake;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.StandaloneEvent;
import java.time.Instant;

/**
 * An event at the door, where sources deliver. {@link Refused} is about what was delivered, not
 * about a command: nobody gets it as the answer to a repeated one, so it's no {@link
 * io.countersign.domain.RefusalEvent}.
 */
public sealed interface IntakeEvent extends StandaloneEvent {
  String integration();

  /**
   * @param detail what was wrong, without the refused material itself; at most 1 KiB
   */
  record Refused(String integration, RefusalCode code, String detail) implements IntakeEvent {}

  /** The source itself left alerts out of a notification. */
  record Truncated(String integration, long alerts) implements IntakeEvent {}

  record HeartbeatLost(String integration, String name, Instant lastSeen) implements IntakeEvent {}

  record HeartbeatBack(String integration, String name, Instant lastSeen) implements IntakeEvent {}
}
