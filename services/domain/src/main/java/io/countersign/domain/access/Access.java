package io.countersign.domain.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RecentRefusals;
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import io.countersign.domain.access.AccessEvent.BootstrapEnded;
import io.countersign.domain.access.AccessEvent.GrantGiven;
import io.countersign.domain.access.AccessEvent.GrantRevoked;
import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.AccessEvent.LockedOut;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PasswordResetIssued;
import io.countersign.domain.access.AccessEvent.PrincipalDisabled;
import io.countersign.domain.access.AccessEvent.PrincipalRegistered;
import io.countersign.domain.access.AccessEvent.RoleGranted;
import io.countersign.domain.access.AccessEvent.RoleRevoked;
import io.countersign.domain.access.AccessEvent.SessionClosed;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessEvent.SprayingNoticed;
import io.countersign.domain.access.AccessEvent.TokenIssued;
import io.countersign.domain.access.AccessEvent.TokenRevoked;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The state of one principal. The stream of {@link PrincipalId#SYSTEM} is the kill switch and
 * nothing else.
 */
public sealed interface Access permits Access.Unknown, Access.KillSwitch, Access.Disabled, Active {
  /** What was refused here within the latest minute. */
  RecentRefusals refusals();

  /** Nothing was ever recorded; there is nothing a refusal could lie on. */
  record Unknown() implements Access {
    @Override
    public RecentRefusals refusals() {
      return RecentRefusals.NONE;
    }
  }

  /**
   * @param halted where nothing may be executed
   */
  record KillSwitch(Set<Scope> halted, RecentRefusals refusals) implements Access {
    public KillSwitch {
      halted = Set.copyOf(halted);
    }

    public boolean isOn(Scope scope) {
      return halted.contains(scope);
    }

    private KillSwitch with(KillSwitchSet e) {
      var scopes = new HashSet<>(halted);
      var _ = e.on() ? scopes.add(e.within()) : scopes.remove(e.within());
      return new KillSwitch(scopes, refusals);
    }
  }

  /** For good: it holds no role, session or token any more. */
  record Disabled(PrincipalId principal, PrincipalKind kind, RecentRefusals refusals)
      implements Access {}

  static Access initial() {
    return new Unknown();
  }

  /** The state after an event. Total: an event that can't follow leaves the state as it is. */
  static Access evolve(Access state, AccessEvent event) {
    return switch (event) {
      case PrincipalRegistered e -> state instanceof Unknown ? Active.registered(e) : state;
      case RoleGranted e -> active(state, it -> it.granted(e.role()));
      case RoleRevoked e -> active(state, it -> it.revoked(e.role()));
      case GrantGiven e -> active(state, it -> it.with(e.grant()));
      case GrantRevoked e -> active(state, it -> it.without(e.grant()));
      case PrincipalDisabled _ -> active(state, Active::disabled);
      case PasswordChanged e -> active(state, it -> it.passwordChanged(e));
      case PasswordResetIssued e -> active(state, it -> it.reset(e));
      case SessionOpened e -> active(state, it -> it.opened(e.session(), e.expiresAt()));
      case SessionClosed e -> active(state, it -> it.closed(e.session()));
      case TokenIssued e -> active(state, it -> it.issued(e.token(), e.integration()));
      case TokenRevoked e -> active(state, it -> it.withdrawn(e.token()));
      case KillSwitchSet e -> set(state, e);
      case AccessEvent.MaintenanceOrdered _ -> state;
      case AttemptRefused e -> refused(state, e);
      case AccessEvent.AdministratorRecovered _ -> state;
      case BootstrapEnded _, LockedOut _, SprayingNoticed _ -> state;
    };
  }

  private static Access active(Access state, Function<Active, Access> change) {
    return state instanceof Active it ? change.apply(it) : state;
  }

  private static Access set(Access state, KillSwitchSet e) {
    return switch (state) {
      case Unknown it -> new KillSwitch(Set.of(), it.refusals()).with(e);
      case KillSwitch it -> it.with(e);
      case Active it -> it;
      case Disabled it -> it;
    };
  }

  private static Access refused(Access state, AttemptRefused e) {
    var refusals = state.refusals().with(e.by(), e.code(), e.at());
    return switch (state) {
      case Unknown it -> it;
      case KillSwitch it -> new KillSwitch(it.halted(), refusals);
      case Disabled it -> new Disabled(it.principal(), it.kind(), refusals);
      case Active it -> it.with(refusals);
    };
  }
}
