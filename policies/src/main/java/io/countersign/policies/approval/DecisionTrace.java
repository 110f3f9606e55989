package io.countersign.policies.approval;

import java.util.ArrayList;
import java.util.List;

/** A decision's trace and reason, within what an event may hold. */
final class DecisionTrace {
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST = 12_000;
  private static final int LONGEST_REASON = 1_000;

  private DecisionTrace() {}

  /** All lines, as far as there is room; the input is kept too, so the rest can be told again. */
  static List<String> of(List<String> all) {
    var kept = new ArrayList<String>(all.size());
    int room = LONGEST;
    for (var line : all) {
      var cut = cut(line, LONGEST_LINE);
      room -= cut.length();
      if (room < 0) {
        kept.add("and " + (all.size() - kept.size()) + " more lines");
        break;
      }
      kept.add(cut);
    }
    return List.copyOf(kept);
  }

  /** Why it's forbidden, and what would help. */
  static String reason(String because, List<String> takes) {
    return cut(
        takes.isEmpty() ? because : because + "; " + String.join("; ", takes), LONGEST_REASON);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 3) + "...";
  }
}
