package io.countersign.verifier.load;

import java.util.Locale;

/** The index of a tile as tlog-tiles has it in paths: {@code x001/x234/067}. */
public final class TilePath {
  private static final int GROUP = 1000;

  private TilePath() {}

  public static String of(long index) {
    var path = String.format(Locale.ROOT, "%03d", index % GROUP);
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      path = String.format(Locale.ROOT, "x%03d/%s", rest % GROUP, path);
    }
    return path;
  }
}
