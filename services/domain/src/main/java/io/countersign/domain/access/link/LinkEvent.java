package io.countersign.domain.access.link;

import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;

/** An event of one link. */
public sealed interface LinkEvent extends Event {
  LinkId link();

  /**
   * A person was shown a code.
   *
   * @param code its digest
   * @param expiresAt the code is void from then on (UTC)
   */
  record LinkOffered(
      LinkId link, PrincipalId principal, String system, Digest code, Instant expiresAt)
      implements LinkEvent {}

  /**
   * An account showed the code where others could read it. It's nobody's for that.
   *
   * @param shownIn where, as an address
   */
  record AccountProposed(LinkId link, LinkedAccount account, String shownIn) implements LinkEvent {}

  /** From here on what this account asks for is this person's wish. */
  record AccountLinked(LinkId link, PrincipalId principal, LinkedAccount account)
      implements LinkEvent {}

  /**
   * @param by the person, or the administrator who took it from them
   */
  record LinkEnded(LinkId link, PrincipalId principal, PrincipalId by) implements LinkEvent {}

  record AttemptRefused(LinkId link, RefusalCode code, PrincipalId by, String command, Instant at)
      implements LinkEvent, RefusalEvent {}
}
