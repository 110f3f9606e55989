package io.countersign.ledger.log;

import java.util.List;
import java.util.function.LongFunction;

/** Those who vouch, outside of this log, that it only grows: witnesses and the quorum of them. */
public interface Cosigners {
  /** Publication waits for nobody. */
  Cosigners NONE =
      new Cosigners() {
        @Override
        public String quorum() {
          return "none";
        }

        @Override
        public Outcome cosign(Head head, LongFunction<List<String>> consistency) {
          return new Outcome(true, List.of(), List.of(), List.of());
        }
      };

  /**
   * The head that is to be cosigned.
   *
   * @param note the checkpoint with the log's own signatures
   */
  record Head(String origin, long size, byte[] root, String note) {}

  /**
   * The answers of an attempt.
   *
   * @param met whether the quorum is met: then the head is published
   * @param lines signature lines of those who cosigned, each without its newline; they're kept also
   *     where they don't suffice
   * @param problems why others didn't, for people
   * @param contradictions of those who have seen another tree of this log
   */
  record Outcome(
      boolean met, List<String> lines, List<String> problems, List<Contradiction> contradictions) {
    public Outcome {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
      contradictions = List.copyOf(contradictions);
    }
  }

  /**
   * The word of somebody who has cosigned what this record doesn't have.
   *
   * @param by whose: name and id of the key, which nobody else is ever called
   * @param size of the tree that was cosigned
   * @param forked whether this record's tree isn't as that one's begins; else that one is larger
   *     than the head, which another server may have published meanwhile
   */
  record Contradiction(String by, long size, boolean forked) {}

  /** The rule as lines of a trust file (C2SP tlog-policy): witnesses, groups, and the quorum. */
  default String policy() {
    return "quorum none\n";
  }

  /** The rule, in words, such as {@code 1 of 2 witnesses}; {@code none} where there is none. */
  String quorum();

  /**
   * Asks everybody. It may take seconds, never minutes; whatever it throws is tried again.
   *
   * @param consistency the proof from an older size to the head's, each hash in base64
   */
  Outcome cosign(Head head, LongFunction<List<String>> consistency);
}
