package io.countersign.server.witness;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule that says which witnesses suffice (C2SP tlog-policy). */
sealed interface WitnessQuorum {
  /** Whether those who cosigned suffice. */
  boolean metBy(Set<String> witnesses);

  /** The rule for people. */
  String words();

  /** Nobody has to cosign. */
  record None() implements WitnessQuorum {
    @Override
    public boolean metBy(Set<String> witnesses) {
      return true;
    }

    @Override
    public String words() {
      return "none";
    }
  }

  /** One witness. */
  record One(String name) implements WitnessQuorum {
    @Override
    public boolean metBy(Set<String> witnesses) {
      return witnesses.contains(name);
    }

    @Override
    public String words() {
      return name;
    }
  }

  /** So many of some, each a witness or again such a rule. */
  record Group(int least, List<WitnessQuorum> members) implements WitnessQuorum {
    public Group {
      members = List.copyOf(members);
    }

    @Override
    public boolean metBy(Set<String> witnesses) {
      return members.stream().filter(it -> it.metBy(witnesses)).count() >= least;
    }

    @Override
    public String words() {
      return members.stream()
          .map(WitnessQuorum::words)
          .collect(Collectors.joining(", ", least + " of (", ")"));
    }
  }
}
