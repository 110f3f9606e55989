package io.countersign.domain.intake;

import io.countersign.domain.Event;
import io.countersign.domain.RefusalCode;
import java.time.Instant;

/** What happened at the door; events without an aggregate. */
public sealed interface IntakeEvent extends Event {
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
