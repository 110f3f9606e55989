package io.countersign.ledger.access;

import io.countersign.domain.access.grant.Group;
import io.countersign.domain.access.grant.GroupCommand;
import io.countersign.domain.access.grant.GroupDecider;
import io.countersign.domain.access.grant.GroupEvent;
import io.countersign.ledger.axon.AggregateKind;

/** Groups as a kind of aggregate. */
public final class GroupKind {
  public static final AggregateKind<Group, GroupCommand, GroupEvent> KIND =
      new AggregateKind<>(
          "group",
          "2",
          GroupCommand.class,
          GroupEvent.class,
          Group.class,
          Group.initial(),
          GroupDecider::decide,
          Group::evolve,
          event -> event.group().value());

  private GroupKind() {}
}
