package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.Ruling;
import io.countersign.domain.policy.PolicyDecision;

/**
 * The word of policy, as whoever carries a plan out got it some time before it's committed.
 *
 * @param law by which it was given
 */
record PolicyWord(Ruling ruling, int law) {
  /** It's asked; once in a while another law takes effect right afterwards, with the same word. */
  static PolicyWord ask(Scene scene) {
    var world = scene.world;
    var word = new PolicyWord(world.ruling, world.law);
    if (scene.chance(20)) {
      world.law++;
      scene.tell(() -> "law " + world.law + " took effect since policy was asked");
    }
    return word;
  }

  boolean stands(ModelWorld world) {
    return law == world.law;
  }

  PolicyDecision inProductWords() {
    return ProductWords.decision(ruling, law);
  }
}
