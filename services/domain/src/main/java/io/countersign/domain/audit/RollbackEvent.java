package io.countersign.domain.audit;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;
import java.util.List;

/** An event about a record that is older than its witnesses know. */
public sealed interface RollbackEvent extends Event {
  /**
   * Somebody let the record go on without what witnesses had seen of it.
   *
   * @param head the position of the last event that there was when it was noticed first
   * @param claims what witnesses say, in words: whose, of which size, and whether it's another tree
   */
  record RollbackAccepted(PrincipalId by, String reason, long head, List<String> claims)
      implements RollbackEvent {
    public RollbackAccepted {
      claims = List.copyOf(claims);
    }
  }

  record AttemptRefused(RefusalCode code, PrincipalId by, String command, Instant at)
      implements RollbackEvent, RefusalEvent {}
}
