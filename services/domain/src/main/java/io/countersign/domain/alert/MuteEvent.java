package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;

/** An event of one mute. Who asked, and when, is in the event's metadata. */
public sealed interface MuteEvent extends Event {
  MuteId mute();

  record Muted(MuteId mute, MuteMatcher matcher, Instant until, BlobRef reason)
      implements MuteEvent {}

  record Unmuted(MuteId mute, Lifting lifting) implements MuteEvent {
    /** How it ended. */
    public enum Lifting {
      BY_PERSON,
      EXPIRED
    }
  }

  record AttemptRefused(MuteId mute, RefusalCode code, PrincipalId by, String command, Instant at)
      implements MuteEvent, RefusalEvent {}
}
