package io.countersign.domain.access.grant;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.GrantId;
import io.countersign.domain.access.GroupId;
import io.countersign.domain.access.grant.GroupEvent.AttemptRefused;
import io.countersign.domain.access.grant.GroupEvent.GroupCreated;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantGiven;
import io.countersign.domain.access.grant.GroupEvent.GroupGrantRevoked;
import io.countersign.domain.access.grant.GroupEvent.GroupRenamed;
import io.countersign.domain.access.grant.GroupEvent.MemberAdded;
import io.countersign.domain.access.grant.GroupEvent.MemberRemoved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The state of one group. */
public sealed interface Group {
  RecentRefusals refusals();

  /** Nobody created it. */
  record Unknown() implements Group {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * One that is there, for good.
   *
   * @param grants that each member holds
   */
  record Known(
      GroupId id,
      String title,
      Set<PrincipalId> members,
      Map<GrantId, Grant> grants,
      RecentRefusals refusals)
      implements Group {
    public Known {
      members = Set.copyOf(members);
      grants = Map.copyOf(grants);
    }

    private Known renamed(String changed) {
      return new Known(id, changed, members, grants, refusals);
    }

    private Known with(PrincipalId member) {
      var more = new HashSet<>(members);
      more.add(member);
      return new Known(id, title, more, grants, refusals);
    }

    private Known without(PrincipalId member) {
      var fewer = new HashSet<>(members);
      fewer.remove(member);
      return new Known(id, title, fewer, grants, refusals);
    }

    private Known with(Grant grant) {
      var more = new HashMap<>(grants);
      more.put(grant.id(), grant);
      return new Known(id, title, members, more, refusals);
    }

    private Known without(GrantId grant) {
      var fewer = new HashMap<>(grants);
      fewer.remove(grant);
      return new Known(id, title, members, fewer, refusals);
    }

    private Known with(RecentRefusals refused) {
      return new Known(id, title, members, grants, refused);
    }
  }

  static Group initial() {
    return new Unknown();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Group evolve(Group state, GroupEvent event) {
    return switch (event) {
      case GroupCreated e ->
          state instanceof Unknown
              ? new Known(e.group(), e.title(), Set.of(), Map.of(), RecentRefusals.NONE)
              : state;
      case GroupRenamed e -> known(state, it -> it.renamed(e.title()));
      case MemberAdded e -> known(state, it -> it.with(e.member()));
      case MemberRemoved e -> known(state, it -> it.without(e.member()));
      case GroupGrantGiven e -> known(state, it -> it.with(e.grant()));
      case GroupGrantRevoked e -> known(state, it -> it.without(e.grant()));
      case AttemptRefused e ->
          known(state, it -> it.with(it.refusals().with(e.by(), e.code(), e.at())));
    };
  }

  private static Group known(Group state, Function<Known, Group> change) {
    return state instanceof Known it ? change.apply(it) : state;
  }
}
