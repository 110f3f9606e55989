package io.countersign.domain.incident.title;

import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import java.util.regex.Pattern;

/**
 * The text of a title, safe to show: one line without control characters, whatever its parts were,
 * without what looks like a secret, and bounded.
 */
final class TitleText {
  private static final int NAME = 48;

  /** What doesn't show, or changes how the rest shows. */
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

  private TitleText() {}

  /** What people call it: the kind is said of what isn't a service. */
  static String name(EntityId entity) {
    var name = cut(entity.name(), NAME);
    return switch (entity.kind()) {
      case "service", EntityId.ENDPOINT -> name;
      default -> cut(entity.kind(), NAME) + " " + name;
    };
  }

  /** Secrets go before it's cut: half of one wouldn't be known. */
  static String cut(String text, int longest) {
    var shown = UNSHOWN.matcher(TextRedaction.text(text)).replaceAll(" ").strip();
    return shown.codePointCount(0, shown.length()) <= longest
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, longest - 1)).strip() + "\u2026";
  }

  /** The parts put together may look like what none of them is. */
  static String line(String text, int longest) {
    return TextRedaction.text(cut(text, longest - TextRedaction.MARK.length()));
  }
}
