package io.countersign.connectors.intake;

import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.CanonicalJson;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The labels of an alert that its event keeps: an event is bounded, and labels aren't. */
final class KeptLabels {
  private static final int MOST = 64;
  private static final int LONGEST = 1024;

  /** An event holds at most 32 KiB, and more than the labels. */
  private static final int MOST_BYTES = 20 * 1024;

  private final Map<String, String> kept = new LinkedHashMap<>();
  private final Set<Adjustment> adjustments;
  private int bytes;

  private KeptLabels(Set<Adjustment> adjustments) {
    this.adjustments = adjustments;
  }

  /**
   * As many as there is room for.
   *
   * @param first those that are worth more than others
   * @param adjustments where it's noted what was done to them
   */
  static Map<String, String> of(
      Map<String, String> labels, Set<String> first, Set<Adjustment> adjustments) {
    var keeping = new KeptLabels(adjustments);
    labels.forEach((name, value) -> keeping.add(name, value, first.contains(name)));
    labels.forEach((name, value) -> keeping.add(name, value, !first.contains(name)));
    return keeping.kept;
  }

  private void add(String name, String value, boolean now) {
    if (!now) {
      return;
    }
    if (kept.size() == MOST) {
      adjustments.add(Adjustment.LABELS_LEFT_OUT);
      return;
    }
    var shortName = cut(name);
    var shortValue = cut(value);
    int more =
        CanonicalJson.write(Map.of(shortName, shortValue)).getBytes(StandardCharsets.UTF_8).length;
    if (bytes + more <= MOST_BYTES && !kept.containsKey(shortName)) {
      kept.put(shortName, shortValue);
      bytes += more;
    } else {
      adjustments.add(Adjustment.LABELS_LEFT_OUT);
    }
  }

  private String cut(String text) {
    if (text.length() > LONGEST) {
      adjustments.add(Adjustment.LABEL_CUT);
    }
    return TextLimit.cut(text, LONGEST);
  }
}
