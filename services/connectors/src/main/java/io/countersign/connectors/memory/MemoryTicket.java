package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One ticket with its history and comments. Not safe for use by many threads. */
final class MemoryTicket {
  static final String STATE = "state";

  private final List<FieldChange> history = new ArrayList<>();
  private final List<PostedComment> comments = new ArrayList<>();
  private Ticket now;
  private boolean hidden;
  private @Nullable ChangeRequest change;

  MemoryTicket(Ticket now) {
    this.now = now;
  }

  Ticket now() {
    return now;
  }

  boolean hidden() {
    return hidden;
  }

  void hide(boolean from) {
    hidden = from;
  }

  List<FieldChange> history(Instant since) {
    return history.stream().filter(it -> !it.at().isBefore(since)).toList();
  }

  List<PostedComment> comments() {
    return List.copyOf(comments);
  }

  ChangeRequest change() {
    var planned = change;
    return planned == null
        ? new ChangeRequest(
            now.reference(), Optional.empty(), Optional.empty(), List.of(), List.of())
        : planned;
  }

  void plan(ChangeRequest planned) {
    change = planned;
  }

  /** Somebody's change, if it makes a difference. */
  void set(Map<String, String> values, TicketUser by, String revision, Instant at) {
    var all = new HashMap<>(now.fields());
    all.putAll(values);
    all.values().removeIf(String::isEmpty);
    if (all.equals(now.fields())) {
      return;
    }
    values.forEach((field, to) -> note(field, now.fields().getOrDefault(field, ""), to, by, at));
    now = with(now.reference(), now.state(), all, revision, at);
  }

  void move(TicketState to, TicketUser by, String revision, Instant at) {
    if (now.state() == to) {
      return;
    }
    note(STATE, now.state().name(), to.name(), by, at);
    now = with(now.reference(), to, now.fields(), revision, at);
  }

  void relocate(String url, String revision, Instant at) {
    var old = now.reference();
    var there = new Reference(old.system(), old.kind(), old.id(), url);
    now = with(there, now.state(), now.fields(), revision, at);
  }

  void comment(PostedComment comment, String revision) {
    comments.add(comment);
    now = with(now.reference(), now.state(), now.fields(), revision, comment.at());
  }

  @Nullable PostedComment commented(String key) {
    return comments.stream().filter(it -> Objects.equals(it.key(), key)).findFirst().orElse(null);
  }

  private void note(String field, String from, String to, TicketUser by, Instant at) {
    if (!from.equals(to)) {
      history.add(new FieldChange(field, from, to, by, at));
    }
  }

  private Ticket with(
      Reference reference, TicketState state, Map<String, String> values, String rev, Instant at) {
    return new Ticket(
        reference,
        now.correlation(),
        now.title(),
        state,
        state == now.state() ? now.status() : state.name(),
        values,
        rev,
        at);
  }
}
