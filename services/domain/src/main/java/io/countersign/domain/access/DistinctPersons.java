package io.countersign.domain.access;

import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Persons none of whom could be another of them, taken one by one: of those who could be one, the
 * first counts.
 */
public final class DistinctPersons {
  private final Facts facts;
  private final List<PrincipalId> taken = new ArrayList<>();
  private final Set<PrincipalId> speakers = new HashSet<>();

  public DistinctPersons(Facts facts) {
    this.facts = facts;
  }

  /** Whether they could be none of those taken; only {@link #take} adds them. */
  public boolean isAnother(PrincipalId who) {
    // Who shares nobody with all of them together shares nobody with any of them.
    return Collections.disjoint(speakers, CredentialRules.speakers(who, facts))
        || CredentialRules.anotherPerson(who, taken, facts).kept();
  }

  public void take(PrincipalId who) {
    taken.add(who);
    speakers.addAll(CredentialRules.speakers(who, facts));
  }

  public List<PrincipalId> taken() {
    return List.copyOf(taken);
  }
}
