package io.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.SplittableRandom;

/**
 * The pace of this machine: how many times as long as the one that the goals were set on it takes
 * for a piece of work that has nothing to do with the product. What is timed is judged at it, so
 * that a goal says the same of the product on a slower machine.
 */
final class Pace {
  /**
   * What the work takes on average on the machine that the goals were set on, while it does nothing
   * else: two cores of an Intel Xeon with AVX-512 and AMX (family 6, model 207) under KVM, Temurin
   * 25.
   */
  static final long NANOS_THERE = 270_000;

  /** A faster machine tightens no goal. */
  private static final double LEAST = 1;

  /** What is slower still says nothing of the product. */
  private static final double MOST = 4;

  /** Until the compiler is done with it. */
  private static final int WARM_UP = 700;

  private static final int TRIES = 2_000;

  private static final int TEXTS = 1_000;
  private static final double DIGITS = 100;

  private Pace() {}

  /**
   * What it takes on average over half a second, stalls and all: what slows this down slows the
   * product as well. Before anything else runs: what the compiler learnt from others would count.
   */
  static double measured() {
    int wanted = work();
    repeat(WARM_UP, wanted);
    long begun = System.nanoTime();
    repeat(TRIES, wanted);
    return of((System.nanoTime() - begun) / TRIES);
  }

  private static void repeat(int times, int wanted) {
    for (int i = 0; i < times; i++) {
      if (work() != wanted) {
        throw new IllegalStateException("the same work came out otherwise");
      }
    }
  }

  static double of(long nanos) {
    double pace = Math.clamp((double) nanos / NANOS_THERE, LEAST, MOST);
    return Math.round(pace * DIGITS) / DIGITS;
  }

  /** Allocates, fills a map, sorts texts and hashes them: the JDK alone, the same each time. */
  private static int work() {
    var random = new SplittableRandom(1);
    var texts = new ArrayList<String>();
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < TEXTS; i++) {
      var text = Long.toHexString(random.nextLong()) + ':' + random.nextInt(TEXTS);
      texts.add(text);
      counts.merge(text.substring(0, 3), text.length(), Integer::sum);
    }
    Collections.sort(texts);
    int sum = sha256(String.join(",", texts))[0];
    for (var text : texts) {
      sum += counts.getOrDefault(text.substring(0, 3), 0);
    }
    return sum;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
