package io.countersign.reports.testing;

import io.countersign.reports.ReportLeaf;
import io.countersign.reports.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A ledger that is written event by event, as entries of leaves. */
public final class LedgerText {
  private final List<ReportLeaf> leaves = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private long first;
  private long next;
  private Instant at = Instant.parse("2026-03-02T10:00:00Z");
  private String actor = "person_ann";
  private String actorKind = "PERSON";

  /** Its first leaf is this one. */
  public LedgerText from(long leaf) {
    first = leaf;
    next = leaf;
    return this;
  }

  public LedgerText at(String instant) {
    return at(Instant.parse(instant));
  }

  public LedgerText at(Instant instant) {
    at = instant;
    return this;
  }

  public LedgerText later(long seconds) {
    return at(at.plusSeconds(seconds));
  }

  public Instant now() {
    return at;
  }

  public LedgerText by(String principal, String kind) {
    actor = principal;
    actorKind = kind;
    return this;
  }

  /** The sample of this type with other values, of an aggregate. */
  public LedgerText add(String type, String aggregate, Consumer<Map<String, Object>> edit) {
    var payload = SampleEvents.payload(type);
    edit.accept(payload);
    return put(type, aggregate, payload);
  }

  /** A fact without aggregate. */
  public LedgerText fact(String type, Consumer<Map<String, Object>> edit) {
    var payload = SampleEvents.payload(type);
    edit.accept(payload);
    return put(type, null, payload);
  }

  public LedgerText put(String type, @Nullable String aggregate, Map<String, Object> payload) {
    Long sequence = null;
    if (aggregate != null) {
      sequence = sequences.merge(aggregate, 0L, (before, _) -> before + 1);
    }
    leaves.add(new ReportLeaf(next, entry(type, aggregate, sequence, payload)));
    next++;
    return this;
  }

  /** Leaves an event of the aggregate out. */
  public LedgerText skip(String aggregate) {
    sequences.merge(aggregate, 0L, (before, _) -> before + 1);
    return this;
  }

  /** Bytes of any kind as a leaf. */
  public LedgerText raw(byte[] bytes) {
    leaves.add(new ReportLeaf(next, bytes));
    next++;
    return this;
  }

  private byte[] entry(
      String type,
      @Nullable String aggregate,
      @Nullable Long sequence,
      Map<String, Object> payload) {
    var entry = new LinkedHashMap<String, Object>();
    if (aggregate != null && sequence != null) {
      entry.put("aggregate", Map.of("id", aggregate, "sequence", sequence, "type", "T"));
    }
    entry.put("event", new UUID(next, 5).toString());
    entry.put(
        "metadata",
        Map.of("actor", actor, "actorKind", actorKind, "commandId", "c" + next, "via", "API"));
    entry.put("payload", payload);
    entry.put("position", next + 1);
    entry.put("recordedAt", at.toString());
    entry.put("revision", "1");
    entry.put("t", "countersign-event/1");
    entry.put("type", type);
    return bytes(entry);
  }

  public static byte[] bytes(Map<String, Object> tree) {
    var out = new ByteArrayOutputStream(2048);
    var json = new JsonWriter(out);
    try {
      json.tree(tree);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public long size() {
    return next;
  }

  /** The leaves of [a, b). */
  public Iterator<ReportLeaf> leaves(long a, long b) {
    return leaves.subList((int) (a - first), (int) (b - first)).iterator();
  }

  /** What was added since, taken out: a ledger of any length needs little room. */
  public List<ReportLeaf> take() {
    var taken = List.copyOf(leaves);
    leaves.clear();
    first = next;
    return taken;
  }
}
