package io.countersign.verifier.record;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of the tree as it says of itself; known to be true only once its hash is proved.
 *
 * @param aggregate type and id with a blank between; empty for a fact
 * @param sequence of the event in its aggregate; 0 for a fact
 */
public record EntryText(
    long position,
    String event,
    String type,
    String recordedAt,
    String aggregate,
    long sequence,
    Map<String, Object> payload) {
  /** The most that a bundle of tlog-tiles takes. */
  public static final int MOST_BYTES = 65_535;

  public static final String FORM = "countersign-event/1";

  private static final Set<String> TEXTS = Set.of("event", "recordedAt", "revision", "t", "type");
  private static final Set<String> OTHERS = Set.of("metadata", "payload", "position");
  private static final String AGGREGATE = "aggregate";

  /** Nothing where the bytes aren't an entry in canonical form with just the members of one. */
  @SuppressWarnings("unchecked") // both are looked at first
  public static Optional<EntryText> read(byte[] entry) {
    if (entry.length > MOST_BYTES) {
      return Optional.empty();
    }
    return CanonicalReader.object(entry)
        .filter(EntryText::isEntry)
        .map(
            it -> {
              var aggregate = (Map<String, Object>) it.getOrDefault(AGGREGATE, Map.of());
              return new EntryText(
                  (long) Objects.requireNonNull(it.get("position")),
                  (String) Objects.requireNonNull(it.get("event")),
                  (String) Objects.requireNonNull(it.get("type")),
                  (String) Objects.requireNonNull(it.get("recordedAt")),
                  aggregate.isEmpty() ? "" : aggregate.get("type") + " " + aggregate.get("id"),
                  (long) aggregate.getOrDefault("sequence", 0L),
                  (Map<String, Object>) Objects.requireNonNull(it.get("payload")));
            });
  }

  private static boolean isEntry(Map<String, Object> members) {
    boolean known =
        members.keySet().stream()
            .allMatch(it -> TEXTS.contains(it) || OTHERS.contains(it) || it.equals(AGGREGATE));
    return known
        && TEXTS.stream().allMatch(it -> members.get(it) instanceof String)
        && FORM.equals(members.get("t"))
        && members.get("position") instanceof Long
        && members.get("metadata") instanceof Map
        && members.get("payload") instanceof Map
        && (!members.containsKey(AGGREGATE) || isAggregate(members.get(AGGREGATE)));
  }

  private static boolean isAggregate(Object value) {
    return value instanceof Map<?, ?> map
        && map.keySet().equals(Set.of("id", "sequence", "type"))
        && map.get("id") instanceof String
        && map.get("type") instanceof String
        && map.get("sequence") instanceof Long;
  }
}
