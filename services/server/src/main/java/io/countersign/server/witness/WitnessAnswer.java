package io.countersign.server.witness;

import io.countersign.server.witness.WitnessPolicy.Witness;
import java.time.Instant;
import java.util.Map;

/** The answer of a witness to a head. */
sealed interface WitnessAnswer {
  /** It cosigned, by each of these. */
  record Cosigned(Map<Witness, Line> lines) implements WitnessAnswer {
    /** A signature line without its newline, and the time that it says. */
    record Line(String text, Instant at) {}

    public Cosigned {
      lines = Map.copyOf(lines);
    }
  }

  /** It cosigned a larger tree. */
  record Larger(long size) implements WitnessAnswer {}

  /** It cosigned a tree of this size that isn't how this one begins. */
  record Forked(long size) implements WitnessAnswer {}

  /** It didn't, or not so that it could be used. */
  record Unusable(String why) implements WitnessAnswer {}

  /** Why it didn't cosign, for people; empty where it did. */
  default String problem() {
    return switch (this) {
      case Cosigned _ -> "";
      case Larger(var size) -> "it knows a larger tree of this log: " + size;
      case Forked(var size) -> "it knows another tree of this log: " + size;
      case Unusable(var why) -> why;
    };
  }
}
