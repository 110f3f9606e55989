package io.countersign.domain.alert;

import io.countersign.domain.CapabilityFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The facts about alerts and the mutes that hold them back. */
public interface AlertFacts extends CapabilityFacts {
  /**
   * A mute that isn't lifted on record.
   *
   * @param until when its time is over (UTC)
   */
  record ActiveMute(MuteId mute, MuteMatcher matcher, Instant until) {}

  /** All of them, in no particular order. */
  List<ActiveMute> mutes();

  /** Whether one of these alerts still fires, or may fire again by what was told last. */
  boolean anyFiring(Collection<AlertId> alerts);
}
