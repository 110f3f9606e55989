package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.TicketUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The changes that an issue's timeline tells: labels come and go one by one there, and are a change
 * of a field here.
 */
final class GiteaHistory {
  private static final String STATE = "state";

  private final List<String> scopes;
  private final List<FieldChange> changes = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>();
  private boolean closed;

  private GiteaHistory(List<String> scopes) {
    this.scopes = scopes;
  }

  static List<FieldChange> of(GiteaSettings settings, List<JsonNode> timeline, Instant since) {
    var history = new GiteaHistory(settings.scopes());
    timeline.forEach(history::read);
    return history.changes.stream()
        .filter(it -> !it.from().equals(it.to()) && !it.at().isBefore(since))
        .toList();
  }

  private void read(JsonNode entry) {
    var by = GiteaIssues.user(entry.path("user"));
    var at = GiteaIssues.instant(entry.path("created_at")).orElse(Instant.EPOCH);
    switch (entry.path("type").asString("")) {
      case "label" -> label(entry, by, at);
      case "close", "reopen" -> {
        closed = entry.path("type").asString("").equals("close");
        state(by, at);
      }
      case "assignees" -> assigned(entry, by, at);
      default -> {
        // of nothing that a ticket has
      }
    }
  }

  private void label(JsonNode entry, TicketUser by, Instant at) {
    var name = entry.path("label").path("name").asString("");
    int slash = name.lastIndexOf('/');
    if (slash < 1) {
      return;
    }
    var scope = name.substring(0, slash);
    var value = name.substring(slash + 1);
    boolean added = entry.path("body").asString("").equals("1");
    if (!added && !values.getOrDefault(scope, value).equals(value)) {
      return; // it was taken away by the one that took its place
    }
    var from = added ? values.getOrDefault(scope, "") : value;
    var to = added ? value : "";
    values.put(scope, to);
    if (scope.equals(GiteaIssues.STATUS)) {
      state(by, at);
    } else if (scopes.contains(scope)) {
      changed(scope, from, to, by, at);
    }
  }

  private void state(TicketUser by, Instant at) {
    var before = values.getOrDefault(STATE + "/", GiteaIssues.state(false, "").name());
    var label = values.getOrDefault(GiteaIssues.STATUS, "");
    var now = GiteaIssues.state(closed, label).name();
    values.put(STATE + "/", now);
    changed(STATE, before, now, by, at);
  }

  private void assigned(JsonNode entry, TicketUser by, Instant at) {
    var whom = GiteaIssues.user(entry.path("assignee")).id();
    var before = values.getOrDefault(GiteaIssues.ASSIGNEE, "");
    boolean removed = entry.path("removed_assignee").asBoolean(false);
    if (removed && !before.isEmpty() && !before.equals(whom)) {
      return;
    }
    values.put(GiteaIssues.ASSIGNEE, removed ? "" : whom);
    changed(GiteaIssues.ASSIGNEE, removed ? whom : before, removed ? "" : whom, by, at);
  }

  /** What follows in the same second by the same account is one change. */
  private void changed(String field, String from, String to, TicketUser by, Instant at) {
    if (changes.isEmpty() || !cleared(changes.getLast(), field, from, to, by, at)) {
      changes.add(new FieldChange(field, from, to, by, at));
      return;
    }
    var last = changes.removeLast();
    changes.add(new FieldChange(field, last.from(), to, by, at));
  }

  /** Emptied just before, so that this is the second half of one change. */
  private static boolean cleared(
      FieldChange last, String field, String from, String to, TicketUser by, Instant at) {
    return last.field().equals(field)
        && last.by().equals(by)
        && last.at().equals(at)
        && last.to().equals(from)
        && to.length() + last.from().length() > 0
        && last.to().isEmpty();
  }
}
