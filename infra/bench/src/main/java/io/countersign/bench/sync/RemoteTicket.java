package io.countersign.bench.sync;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import io.countersign.domain.ticketing.TicketSight;
import io.countersign.domain.ticketing.TicketSight.Change;
import io.countersign.domain.ticketing.TicketSight.Comment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in a system of its own: with a clock that goes wrong, a workflow of states that takes
 * hops, a history, and writes that arrive late.
 */
final class RemoteTicket {
  static final String SELF = "account-ours";

  /** A value that a person set, and what became of it. */
  record Edit(String field, String value, int events) {}

  private record Late(String field, String value) {}

  private final Reference reference;
  private final Duration skew;
  private final boolean tellsHistory;
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, Edit> authors = new HashMap<>();
  private final List<Change> history = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final List<Edit> overwritten = new ArrayList<>();
  private Instant now;

  RemoteTicket(Reference reference, Duration skew, boolean tellsHistory, Instant now) {
    this.reference = reference;
    this.skew = skew;
    this.tellsHistory = tellsHistory;
    this.now = now.plus(skew);
    Words.FIELDS.forEach(it -> fields.put(it, ""));
  }

  void tick(Instant at) {
    now = at.plus(skew);
  }

  String value(String field) {
    return fields.getOrDefault(field, "");
  }

  List<String> texts() {
    return texts;
  }

  /** Values of people that we wrote over. */
  List<Edit> overwritten() {
    return overwritten;
  }

  boolean hasLate() {
    return !late.isEmpty();
  }

  /**
   * Somebody there sets a field.
   *
   * @param events how many were recorded before
   * @param known whether that stands on record as theirs: whoever puts it back changes nothing
   */
  void edit(String field, String value, String account, int events, boolean known) {
    if (!value.equals(value(field))) {
      change(field, value, account);
      authors.put(field, new Edit(field, value, events));
      if (known) {
        authors.remove(field);
      }
    }
  }

  /** We set a field, at once or when its request arrives. */
  void write(String field, String value) {
    var theirs = authors.get(field);
    if (!value.equals(value(field))) {
      if (theirs != null && theirs.value().equals(value(field))) {
        overwritten.add(theirs);
      }
      change(field, value, SELF);
    }
    authors.remove(field);
  }

  void writeLater(String field, String value) {
    late.add(new Late(field, value));
  }

  void arrive(int which) {
    var request = late.remove(which % late.size());
    write(request.field(), request.value());
  }

  void comment(@Nullable String key, String account, String text) {
    if (key != null && comments.stream().anyMatch(it -> key.equals(it.key()))) {
      return;
    }
    now = now.plusMillis(1);
    texts.add(text);
    comments.add(
        new Comment(String.valueOf(comments.size() + 1), key, account, false, blob(text), now));
  }

  String text(String comment) {
    return texts.get(Integer.parseInt(comment) - 1);
  }

  TicketSight sight() {
    return new TicketSight(
        reference, fields, tellsHistory ? history : List.of(), List.copyOf(comments), SELF);
  }

  private void change(String field, String value, String account) {
    now = now.plusMillis(1);
    history.add(new Change(field, value(field), value, account, now));
    fields.put(field, value);
  }

  private static BlobRef blob(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new BlobRef(Digest.of(bytes), bytes.length, "text/plain");
  }
}
