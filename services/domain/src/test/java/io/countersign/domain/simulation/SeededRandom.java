package io.countersign.domain.simulation;

import java.util.List;
import java.util.Random;

/** A source of chance that gives the same for the same seed. */
final class SeededRandom {
  /** The numbers of a {@link Random}, for one thread only: sharing it costs more than drawing. */
  private static final class Unshared extends Random {
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;

    private long state;

    Unshared(long seed) {
      super(0);
      state = (seed ^ MULTIPLIER) & MASK;
    }

    @Override
    protected int next(int bits) {
      state = (state * MULTIPLIER + 0xBL) & MASK;
      return (int) (state >>> (48 - bits));
    }
  }

  private final Random random;

  SeededRandom(long seed) {
    random = new Unshared(seed * 0x9E3779B97F4A7C15L + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Evenly spread over orders of magnitude. */
  double magnitude(double low, double high) {
    return Math.exp(between(Math.log(low), Math.log(high)));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  double normal() {
    return random.nextGaussian();
  }

  long next() {
    return random.nextLong() >>> 8;
  }
}
