package io.countersign.domain.reference;

import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Reference;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import java.time.Instant;

/** An event in the life of one holder's references. Who asked, and when, is in its metadata. */
public sealed interface ReferenceEvent extends Event {
  ReferenceHolder holder();

  record Added(ReferenceHolder holder, Reference reference) implements ReferenceEvent {}

  record Removed(ReferenceHolder holder, Reference reference) implements ReferenceEvent {}

  record AttemptRefused(
      ReferenceHolder holder, RefusalCode code, PrincipalId by, String command, Instant at)
      implements ReferenceEvent, RefusalEvent {}
}
