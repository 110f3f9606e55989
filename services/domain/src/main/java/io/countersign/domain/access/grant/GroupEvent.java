package io.countersign.domain.access.grant;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of one group. */
public sealed interface GroupEvent extends Event {
  GroupId group();

  /**
   * @param title what people call it; nothing is decided by that
   */
  record GroupCreated(GroupId group, String title) implements GroupEvent {}

  record GroupRenamed(GroupId group, String title) implements GroupEvent {}

  /**
   * @param by who wanted it
   * @param confirmedBy the second person; null where none was needed
   */
  record MemberAdded(
      GroupId group, PrincipalId member, PrincipalId by, @Nullable PrincipalId confirmedBy)
      implements GroupEvent {}

  record MemberRemoved(GroupId group, PrincipalId member) implements GroupEvent {}

  /**
   * Each member holds it.
   *
   * @param by who wanted it
   * @param confirmedBy the second person; null where none was needed
   */
  record GroupGrantGiven(
      GroupId group, Grant grant, PrincipalId by, @Nullable PrincipalId confirmedBy)
      implements GroupEvent {}

  record GroupGrantRevoked(GroupId group, GrantId grant) implements GroupEvent {}

  record AttemptRefused(GroupId group, RefusalCode code, PrincipalId by, String command, Instant at)
      implements GroupEvent, RefusalEvent {}
}
