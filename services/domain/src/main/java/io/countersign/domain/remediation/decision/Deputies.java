package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Those who may decide on a plan by the right of somebody else. */
public final class Deputies {
  /**
   * One of them.
   *
   * @param of whose right it is
   */
  public record Deputy(PrincipalId who, PrincipalId of) {}

  private Deputies() {}

  /** At this moment, sorted; whoever has a right of their own that does isn't among them. */
  public static List<Deputy> of(AwaitingApproval state, CommandContext context) {
    var holders =
        context.facts(AccessFacts.class).holders(state.consent().roles()).stream()
            .map(AccessFacts.Principal::id)
            .collect(Collectors.toUnmodifiableSet());
    var given =
        context.facts(DelegationFacts.class).among(holders).stream()
            .filter(it -> holders.contains(it.from()))
            .map(Delegation::to)
            .distinct()
            .sorted(Comparator.comparing(PrincipalId::value))
            .toList();
    var pool = PoolFacts.of(given, context);
    return given.stream().flatMap(it -> deputy(it, state, pool)).toList();
  }

  private static Stream<Deputy> deputy(
      PrincipalId who, AwaitingApproval state, CommandContext context) {
    var right = DecidingRight.of(who, state.dossier(), state.consent(), context);
    return !right.holder().equals(who) && Rule.allKept(right.rules())
        ? Stream.of(new Deputy(who, right.holder()))
        : Stream.empty();
  }
}
