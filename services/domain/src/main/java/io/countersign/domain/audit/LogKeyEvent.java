package io.countersign.domain.audit;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;
import java.util.List;

/** An event in the life of the log's keys. */
public sealed interface LogKeyEvent extends Event {
  /**
   * From the first tree head on that holds this event, other keys sign.
   *
   * @param origin of the log
   * @param oldKey the Ed25519 key that signed until now, as a verifier's key text
   * @param newKeys those that sign from now on, the Ed25519 one first
   * @param signature the old key's over {@link LogKeyRotation#statement}, in base64
   */
  record LogKeyRotated(String origin, String oldKey, List<String> newKeys, String signature)
      implements LogKeyEvent {
    public LogKeyRotated {
      newKeys = List.copyOf(newKeys);
    }
  }

  record AttemptRefused(RefusalCode code, PrincipalId by, String command, Instant at)
      implements LogKeyEvent, RefusalEvent {}
}
