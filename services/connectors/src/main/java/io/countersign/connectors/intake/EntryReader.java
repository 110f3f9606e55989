package io.countersign.connectors.intake;

import io.countersign.connectors.settings.TimeFormat;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.domain.intake.SourceReading.Adjustment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reader of one entry of a delivery: an alert, a change. It never gives it up: what can't be
 * used it replaces by the next best, and notes that.
 */
public final class EntryReader {
  private final ObjectNode node;
  private final Instant receivedAt;
  private final Set<Adjustment> adjustments;

  EntryReader(ObjectNode node, Instant receivedAt, Set<Adjustment> adjustments) {
    this.node = node;
    this.receivedAt = receivedAt;
    this.adjustments = adjustments;
  }

  /** What was noted so far, and where more is noted. */
  public Set<Adjustment> adjustments() {
    return adjustments;
  }

  public void note(Adjustment adjustment) {
    adjustments.add(adjustment);
  }

  /** Whether it fires; what says neither does, or somebody might never hear of it. */
  public boolean firing(String otherwise) {
    return switch (word("status")) {
      case "firing" -> true;
      case "resolved" -> false;
      default -> {
        note(Adjustment.STATUS_UNKNOWN);
        yield !otherwise.equals("resolved");
      }
    };
  }

  private String word(String key) {
    return node.path(key).asString("").toLowerCase(Locale.ROOT).strip();
  }

  /** A text; numbers and flags are their text, empty for what is neither. */
  public String text(String key, int most) {
    var value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isValueNode()) {
      note(Adjustment.MEMBER_UNUSABLE);
      return "";
    }
    return TextLimit.cut(value.asString(), most);
  }

  /** As {@link #text}, where it's noted that there was more of it; null if it says nothing. */
  public @Nullable String optional(String key, int most) {
    var text = text(key, Integer.MAX_VALUE).strip();
    if (text.length() > most) {
      note(Adjustment.MEMBER_CUT);
    }
    return text.isEmpty() ? null : TextLimit.cut(text, most);
  }

  /** A time in ISO 8601 from 1970 to 9999; empty, and noted if there is something else. */
  public Optional<Instant> time(String key) {
    var time = TimeFormat.ISO.read(node.path(key));
    if (time.isEmpty() && node.hasNonNull(key)) {
      note(Adjustment.MEMBER_UNUSABLE);
    }
    return time;
  }

  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** When it began; null when the source doesn't say so in a way that can be used. */
  @Nullable Instant start() {
    return TimeFormat.ISO.read(node.path("startsAt")).orElse(null);
  }

  /** When it ended, of one that has: the time of receipt where the source doesn't say. */
  Instant end() {
    return TimeFormat.ISO
        .read(node.path("endsAt"))
        .orElseGet(
            () -> {
              note(Adjustment.END_UNKNOWN);
              return receivedAt;
            });
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** Names to texts: what isn't one is its text, too, if there is anything to it. */
  public Map<String, String> labels(String key) {
    var member = node.path(key);
    if (member.isArray()) {
      note(Adjustment.LABEL_NOT_TEXT);
      return ListedLabels.of(member);
    }
    if (!member.isObject() && !member.isMissingNode() && !member.isNull()) {
      note(Adjustment.MEMBER_UNUSABLE);
    }
    var found = new LinkedHashMap<String, String>();
    for (var entry : member.properties()) {
      var value = entry.getValue();
      if (!value.isString()) {
        note(Adjustment.LABEL_NOT_TEXT);
      }
      if (!value.isNull()) {
        found.put(entry.getKey(), text(value));
      }
    }
    return found;
  }

  /** Whatever it is, as a text. */
  static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  /** Text for eyes only: what isn't text is passed over. */
  public Map<String, String> annotations(String key) {
    var found = new LinkedHashMap<String, String>();
    for (var entry : node.path(key).properties()) {
      if (entry.getValue().isString()) {
        found.put(entry.getKey(), entry.getValue().asString());
      }
    }
    return found;
  }

  /** Notes members that the form doesn't have. */
  public void only(Set<String> known) {
    if (!known.containsAll(node.propertyNames())) {
      note(Adjustment.MEMBER_UNKNOWN);
    }
  }

  /** As it stands. */
  public JsonNode value(String key) {
    return node.path(key);
  }
}
