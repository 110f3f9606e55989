package io.countersign.domain.remediation.decision;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.delegation.Delegation;
import io.countersign.domain.access.delegation.DelegationFacts;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.remediation.RemediationFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts about a pool of persons, looked up for all of them at once: the rules are asked of each
 * person, the record isn't, since whoever writes waits meanwhile.
 */
final class PoolFacts implements Facts {
  private final Facts record;
  private final Map<Class<?>, CapabilityFacts> once = new HashMap<>();

  private PoolFacts(Facts record) {
    this.record = record;
  }

  /**
   * The circumstances with these facts in place of the record's, which don't change meanwhile.
   *
   * @param persons with those who decide for them, and those whom they decide for
   */
  static CommandContext of(Collection<PrincipalId> persons, CommandContext context) {
    var record = context.facts();
    var delegations = record.of(DelegationFacts.class).among(persons);
    var all = new HashSet<>(persons);
    delegations.stream().flatMap(it -> Stream.of(it.from(), it.to())).forEach(all::add);
    var facts = new PoolFacts(record);
    facts.once.put(AccessFacts.class, PoolAccess.of(all, record.of(AccessFacts.class)));
    facts.once.put(
        DelegationFacts.class, new PoolDelegations(Set.copyOf(persons), delegations, record));
    facts.once.put(CatalogFacts.class, owners(record.of(CatalogFacts.class)));
    facts.once.put(RemediationFacts.class, new InvolvedOnce(record.of(RemediationFacts.class)));
    return context.with(facts);
  }

  @Override
  public <F extends CapabilityFacts> F of(Class<F> kind) {
    var known = once.get(kind);
    return known == null ? record.of(kind) : kind.cast(known);
  }

  private static CatalogFacts owners(CatalogFacts catalog) {
    var known = new HashMap<EntityId, String>();
    return it -> known.computeIfAbsent(it, catalog::owner);
  }

  /**
   * Of who is in the pool no other delegation is on record.
   *
   * @param delegations in the order in which they were given
   */
  private record PoolDelegations(
      Set<PrincipalId> persons, List<Delegation> delegations, Facts record)
      implements DelegationFacts {
    @Override
    public List<Delegation> to(PrincipalId delegate) {
      return persons.contains(delegate)
          ? delegations.stream().filter(it -> it.to().equals(delegate)).toList()
          : record.of(DelegationFacts.class).to(delegate);
    }

    @Override
    public List<Delegation> from(PrincipalId delegator) {
      return persons.contains(delegator)
          ? delegations.stream().filter(it -> it.from().equals(delegator)).toList()
          : record.of(DelegationFacts.class).from(delegator);
    }
  }
}
