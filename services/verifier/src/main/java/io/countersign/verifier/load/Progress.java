package io.countersign.verifier.load;

/** Told now and then how far the reading is. */
@FunctionalInterface
public interface Progress {
  /**
   * @param all of the bytes that this stage reads
   */
  void at(String stage, long bytes, long all, long leaves);
}
