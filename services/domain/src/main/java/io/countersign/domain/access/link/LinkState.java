package io.countersign.domain.access.link;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RecentRefusals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The state of one link. */
public sealed interface LinkState {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  /** Nobody asked for it. */
  record Unknown(RecentRefusals refusals) implements LinkState {}

  /**
   * A code is out.
   *
   * @param shownBy the accounts that showed it where others could read it: of more than one none is
   *     the person's
   */
  record Offered(
      PrincipalId principal,
      String system,
      Digest code,
      Instant expiresAt,
      List<LinkedAccount> shownBy,
      RecentRefusals refusals)
      implements LinkState {
    public Offered {
      shownBy = List.copyOf(shownBy);
    }

    private Offered with(LinkedAccount account) {
      var all = new ArrayList<>(shownBy);
      if (!all.contains(account)) {
        all.add(account);
      }
      return new Offered(principal, system, code, expiresAt, all, refusals);
    }
  }

  record Held(PrincipalId principal, LinkedAccount account, Digest code, RecentRefusals refusals)
      implements LinkState {}

  /** Nobody's any more; the account may be linked again, by another link. */
  record Ended(PrincipalId principal, RecentRefusals refusals) implements LinkState {}

  static LinkState initial() {
    return new Unknown(RecentRefusals.NONE);
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static LinkState evolve(LinkState state, LinkEvent event) {
    return switch (event) {
      case LinkEvent.LinkOffered e ->
          new Offered(
              e.principal(), e.system(), e.code(), e.expiresAt(), List.of(), state.refusals());
      case LinkEvent.AccountProposed e ->
          state instanceof Offered it ? it.with(e.account()) : state;
      case LinkEvent.AccountLinked e ->
          state instanceof Offered it
              ? new Held(e.principal(), e.account(), it.code(), state.refusals())
              : state;
      case LinkEvent.LinkEnded e -> new Ended(e.principal(), state.refusals());
      case LinkEvent.AttemptRefused e -> refused(state, e);
    };
  }

  private static LinkState refused(LinkState state, LinkEvent.AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown _ -> new Unknown(refusals);
      case Offered it ->
          new Offered(
              it.principal(), it.system(), it.code(), it.expiresAt(), it.shownBy(), refusals);
      case Held it -> new Held(it.principal(), it.account(), it.code(), refusals);
      case Ended it -> new Ended(it.principal(), refusals);
    };
  }
}
