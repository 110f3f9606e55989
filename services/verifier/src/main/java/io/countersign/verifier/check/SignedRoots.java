package io.countersign.verifier.check;

import io.countersign.verifier.load.LoadedCheckpoint;
import io.countersign.verifier.load.LoadedRecord;
import java.util.ArrayList;
import java.util.List;

/** The signed roots of a record beside those that its events lead to. */
final class SignedRoots {
  private final List<LoadedCheckpoint> fitting = new ArrayList<>();
  private final List<LoadedCheckpoint> differing = new ArrayList<>();

  SignedRoots(LoadedRecord record) {
    for (var checkpoint : record.checkpoints()) {
      if (checkpoint.isSigned()) {
        (fits(record, checkpoint) ? fitting : differing).add(checkpoint);
      }
    }
  }

  private static boolean fits(LoadedRecord record, LoadedCheckpoint checkpoint) {
    long size = checkpoint.size();
    return size <= record.events().size() && record.events().root(size).equals(checkpoint.root());
  }

  List<LoadedCheckpoint> differing() {
    return differing;
  }

  /** The size of the largest signed tree below that the events do lead to. */
  long provedBefore(long size) {
    return fitting.stream()
        .mapToLong(LoadedCheckpoint::size)
        .filter(it -> it < size)
        .max()
        .orElse(0);
  }

  /** The size of the largest tree on whose checkpoint the policy relies, and which fits. */
  long relied() {
    return fitting.stream()
        .filter(LoadedCheckpoint::isRelied)
        .mapToLong(LoadedCheckpoint::size)
        .max()
        .orElse(0);
  }

  /** Tells whether a signed tree that holds this leaf is the one that the events lead to. */
  boolean eventsFitAbove(long leaf) {
    return fitting.stream().anyMatch(it -> it.size() > leaf);
  }
}
