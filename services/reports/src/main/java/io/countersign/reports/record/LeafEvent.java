package io.countersign.reports.record;

import io.countersign.reports.ReportLeaf;
import io.countersign.reports.json.JsonMembers;
import io.countersign.reports.json.JsonReader;
import io.countersign.reports.json.JsonRefusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as its leaf has it.
 *
 * @param aggregate its id; null for a fact without aggregate
 * @param sequence within its aggregate; null with that
 */
public record LeafEvent(
    long leaf,
    String type,
    @Nullable String aggregate,
    @Nullable Long sequence,
    Instant at,
    JsonMembers payload,
    JsonMembers metadata) {
  private static final String FORM = "countersign-event/1";

  /**
   * @throws JsonRefusal when it isn't JSON of the profile
   * @throws IllegalArgumentException when it isn't an event in its place
   */
  public static LeafEvent of(ReportLeaf entry) throws JsonRefusal {
    var members = JsonReader.read(entry.bytes());
    if (!FORM.equals(members.text("t"))) {
      throw new IllegalArgumentException("not of the form " + FORM);
    }
    if (members.number("position", -1) != entry.index() + 1) {
      throw new IllegalArgumentException("its position isn't the one after the leaf's index");
    }
    var type = members.text("type");
    var at = members.instant("recordedAt");
    if (type == null || at == null) {
      throw new IllegalArgumentException("without a type, or a time that it was recorded at");
    }
    var aggregate = members.object("aggregate");
    return new LeafEvent(
        entry.index(),
        type,
        aggregate.text("id"),
        aggregate.number("sequence"),
        at,
        members.object("payload"),
        members.object("metadata"));
  }

  /** Of the payload. */
  public @Nullable String text(String member) {
    return payload.text(member);
  }

  /** Who asked for it, by the metadata. */
  public @Nullable String actor() {
    return metadata.text("actor");
  }
}
