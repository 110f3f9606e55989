package io.countersign.domain.testing;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The cases that a property is tried with: enough of them, more with {@code -Pthorough}, and with
 * {@code -Dseed=7} that one alone, which is how a failure is seen again.
 */
public final class Cases {
  private static final boolean THOROUGH = Boolean.getBoolean("countersign.test.thorough");
  private static final String SEED = System.getProperty("seed", "");

  private Cases() {}

  public static boolean thorough() {
    return THOROUGH;
  }

  public static int many(int enough, int more) {
    return THOROUGH ? more : enough;
  }

  /** Seeds from 1 on. */
  public static LongStream seeds(int enough, int more) {
    return SEED.isEmpty()
        ? LongStream.rangeClosed(1, many(enough, more))
        : LongStream.of(Long.parseLong(SEED));
  }

  /**
   * Tries each seed; a failure says which it was. After one alone the test ends as skipped: it
   * holds of that seed, and can't say what else comes up.
   */
  public static void each(int enough, int more, LongConsumer property) {
    seeds(enough, more).forEach(seed -> named(seed, property));
    Assumptions.assumeTrue(SEED.isEmpty(), "it holds with -Dseed=" + SEED + ", no other was tried");
  }

  private static void named(long seed, LongConsumer property) {
    try {
      property.accept(seed);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("with -Dseed=" + seed + ": " + failure.getMessage(), failure);
    }
  }
}
