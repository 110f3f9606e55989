package io.countersign.verifier.note;

import java.util.List;
import java.util.Set;

/** The witnesses of whom a policy demands enough. */
sealed interface Quorum {
  boolean isMet(Set<String> witnesses);

  /** No cosignature is asked for. */
  record Nobody() implements Quorum {
    @Override
    public boolean isMet(Set<String> witnesses) {
      return true;
    }
  }

  /** One witness. */
  record One(String name, VerifierKey key) implements Quorum {
    @Override
    public boolean isMet(Set<String> witnesses) {
      return witnesses.contains(name);
    }
  }

  /** At least so many of the members. */
  record Some(int needed, List<Quorum> members) implements Quorum {
    public Some {
      members = List.copyOf(members);
    }

    @Override
    public boolean isMet(Set<String> witnesses) {
      return members.stream().filter(it -> it.isMet(witnesses)).count() >= needed;
    }
  }
}
