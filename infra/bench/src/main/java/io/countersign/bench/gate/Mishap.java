package io.countersign.bench.gate;

/**
 * The product and the oracle don't agree.
 *
 * @param text what was tried, and what each of them said
 */
public record Mishap(Kind kind, String text) {
  /** In which way. */
  public enum Kind {
    /** Something began that the oracle forbids. */
    UNGATED,
    /** Something was refused that the oracle allows. */
    WRONGLY_REFUSED,
    /** It was rightly refused, for a reason that the oracle doesn't see. */
    OTHER_REASON,
    /** A person's word was taken that the oracle doesn't count, or they see the plan elsewhere. */
    MISCOUNTED
  }
}
