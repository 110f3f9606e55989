package io.countersign.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * The pace of this machine: how many times as long as the one that the goals were set on it takes
 * for a piece of work that has nothing to do with the product. What is timed is judged at it, so
 * that a goal says the same of the product on a slower machine.
 */
public final class Pace {
  /**
   * The least of the tries on the machine that the goals were set on: 2 virtual cores of an Intel
   * Xeon at 2.1 GHz, Temurin 25, nothing else running.
   */
  static final long NANOS_THERE = 10_000_000;

  /** A faster machine tightens no goal. */
  private static final double LEAST = 1;

  /** What is slower still says nothing of the product. */
  private static final double MOST = 4;

  private static final int TEXTS = 4_000;
  private static final int WARM_UP = 30;
  private static final int TRIES = 20;
  private static final double DIGITS = 100;

  private Pace() {}

  /** Takes less than a second. */
  static double measured() {
    int found = 0;
    for (int i = 0; i < WARM_UP; i++) {
      found += work();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long begun = System.nanoTime();
      found += work();
      least = Math.min(least, System.nanoTime() - begun);
    }
    if (found != (WARM_UP + TRIES) * work()) {
      throw new IllegalStateException("the same work came out otherwise");
    }
    return of(least);
  }

  static double of(long nanos) {
    double pace = Math.clamp((double) nanos / NANOS_THERE, LEAST, MOST);
    return Math.round(pace * DIGITS) / DIGITS;
  }

  /** Allocates, hashes, sorts texts and fills a map: of the JDK alone, the same each time. */
  private static int work() {
    var random = new SplittableRandom(1);
    var sha = sha256();
    var texts = new ArrayList<String>();
    for (int i = 0; i < TEXTS; i++) {
      var text = Long.toHexString(random.nextLong()) + random.nextInt(TEXTS);
      texts.add(HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8))));
    }
    Collections.sort(texts);
    var counts = new HashMap<String, Integer>();
    texts.forEach(text -> counts.merge(text.substring(0, 2), text.charAt(2) - '0', Integer::sum));
    return counts.values().stream().mapToInt(it -> it).sum() + String.join(",", texts).length();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
