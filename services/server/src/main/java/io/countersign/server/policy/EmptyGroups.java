package io.countersign.server.policy;

import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.ledger.access.Principals;
import io.countersign.policies.bundle.CompiledBundle;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The groups that rules ask for and that have no members: what asks for such a one alone, nobody
 * can approve. They may be filled later, so that it's told and not refused.
 */
@Component
public final class EmptyGroups {
  private final Principals principals;

  EmptyGroups(Principals principals) {
    this.principals = principals;
  }

  /** In words; empty where each has a member. */
  public Optional<String> askedBy(CompiledBundle bundle) {
    var empty = empty(bundle);
    return empty.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Its rules ask for groups without a member: " + String.join(", ", empty) + ".");
  }

  /** Their names, sorted; whoever is disabled is no member that counts. */
  public List<String> empty(CompiledBundle bundle) {
    var filled =
        principals.all().stream()
            .filter(Principal::active)
            .flatMap(it -> it.groups().stream())
            .collect(Collectors.toSet());
    return bundle.rules().groupsAsked().stream().filter(it -> !filled.contains(it)).toList();
  }
}
