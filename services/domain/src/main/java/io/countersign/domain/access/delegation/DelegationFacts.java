package io.countersign.domain.access.delegation;

import io.countersign.domain.CapabilityFacts;
import io.countersign.domain.PrincipalId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The facts about who decides for whom; those that are over by time may still be told. */
public interface DelegationFacts extends CapabilityFacts {
  /** What somebody was given, in the order in which it was. */
  List<Delegation> to(PrincipalId delegate);

  /** What somebody gave, in the order in which they did. */
  List<Delegation> from(PrincipalId delegator);

  /** What any of these gave or was given, each once, in the order in which it was. */
  default List<Delegation> among(Collection<PrincipalId> persons) {
    return persons.stream()
        .flatMap(it -> Stream.concat(to(it).stream(), from(it).stream()))
        .distinct()
        .toList();
  }
}
