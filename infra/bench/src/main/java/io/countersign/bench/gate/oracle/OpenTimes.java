package io.countersign.bench.gate.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/** The calendar read second by second: at what seconds something may begin, and for how long. */
final class OpenTimes {
  private final List<MarkedTime> marks;
  private final List<String> targets;

  OpenTimes(List<MarkedTime> marks, List<String> targets) {
    this.marks = marks;
    this.targets = targets;
  }

  /** Whether no second of these is closed, for any target. */
  boolean open(long from, long seconds) {
    return targets.stream().allMatch(it -> open(it, from, from + seconds));
  }

  /** The first second from which that many are open; {@link ModelWorld#NEVER} for none. */
  long next(long from, long seconds) {
    var candidates = new TreeSet<Long>();
    candidates.add(from);
    for (var mark : marks) {
      candidates.add(mark.from());
      candidates.add(mark.to());
    }
    return candidates.tailSet(from).stream()
        .filter(it -> open(it, seconds))
        .findFirst()
        .orElse(ModelWorld.NEVER);
  }

  private boolean open(String target, long from, long to) {
    var windows = new HashMap<String, List<MarkedTime>>();
    for (var mark : marks) {
      if (!mark.concerns(target)) {
        continue;
      }
      if (mark.kind() == MarkedTime.Kind.WINDOW) {
        windows.computeIfAbsent(level(mark), _ -> new ArrayList<>()).add(mark);
      } else if (mark.from() < Math.max(to, from + 1) && from < mark.to()) {
        return false;
      }
    }
    return windows.values().stream().allMatch(it -> covered(it, from, to));
  }

  /** Windows about all targets, and those about one: each of the two has to be open. */
  private static String level(MarkedTime mark) {
    return mark.target() == null ? "all" : "one";
  }

  private static boolean covered(List<MarkedTime> windows, long from, long to) {
    long at = from;
    boolean moved = true;
    boolean begun = false;
    while (moved) {
      moved = false;
      for (var window : windows) {
        if (window.from() <= at && at < window.to()) {
          begun = true;
          at = window.to();
          moved = true;
        }
      }
      if (begun && at >= to) {
        return true;
      }
    }
    return false;
  }
}
