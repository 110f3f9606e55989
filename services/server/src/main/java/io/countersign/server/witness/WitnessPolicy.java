package io.countersign.server.witness;

import io.countersign.ledger.log.key.NoteKey;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The witnesses of this installation, and which of them suffice.
 *
 * @param witnesses in the file's order
 * @param lines of the file that say so, for who hands out a policy; without those of logs
 */
public record WitnessPolicy(List<Witness> witnesses, WitnessQuorum quorum, String lines) {
  /** Nobody is asked. */
  public static final WitnessPolicy NONE =
      new WitnessPolicy(List.of(), new WitnessQuorum.None(), "quorum none\n");

  /**
   * Whoever cosigns.
   *
   * @param name within the policy
   * @param url its submission prefix; null for one that isn't asked from here
   */
  record Witness(String name, NoteKey key, @Nullable URI url) {}

  public WitnessPolicy {
    witnesses = List.copyOf(witnesses);
  }

  boolean metBy(Set<String> names) {
    return quorum.metBy(names);
  }

  /** Whether publication waits for anybody. */
  public boolean isNone() {
    return quorum instanceof WitnessQuorum.None;
  }

  @Override
  public String toString() {
    return quorum.words();
  }
}
