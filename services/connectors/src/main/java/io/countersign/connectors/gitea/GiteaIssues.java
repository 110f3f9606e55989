package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Digest;
import io.countersign.domain.Reference;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Issues as tickets. An issue's id is its repository's, which stays when that is renamed or given
 * away, and its number in there.
 */
final class GiteaIssues {
  static final String ID = "\\d{1,18}-\\d{1,18}";
  static final String ASSIGNEE = "assignee";
  static final String LABELS = "labels";
  static final String STATUS = "status";
  static final String KIND = "kind";

  private final GiteaSettings settings;
  private final GiteaClient client;

  GiteaIssues(GiteaSettings settings, GiteaClient client) {
    this.settings = settings;
    this.client = client;
  }

  static TicketUser user(JsonNode user) {
    var id = user.path("id").asString("");
    return id.isEmpty() || id.startsWith("-") ? TicketUser.UNSEEN : new TicketUser(id);
  }

  static Optional<Instant> instant(JsonNode time) {
    try {
      return Optional.of(OffsetDateTime.parse(time.asString("")).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Where an issue is now, as {@code repos/OWNER/NAME/issues/NUMBER}. */
  Outcome<String> path(String id) {
    if (!id.matches(ID)) {
      return Outcome.failed(FailureCategory.USER, FailureCode.NOT_FOUND, "no issue's id: " + id);
    }
    var parts = id.split("-", 2);
    return client
        .get("repositories/" + parts[0])
        .then(it -> Outcome.ok(under(it.path("full_name").asString("")) + "/issues/" + parts[1]));
  }

  static String path(JsonNode issue) {
    var number = issue.path("number").asString("");
    return under(issue.path("repository").path("full_name").asString("")) + "/issues/" + number;
  }

  /**
   * Refused where everybody may read what is written there, unless that is meant.
   *
   * @param repository its path
   */
  Outcome<Boolean> isPrivate(String repository) {
    if (settings.internalInPublic()) {
      return Outcome.ok(true);
    }
    return client
        .get(repository)
        .then(
            it ->
                it.path("private").asBoolean(false)
                    ? Outcome.ok(true)
                    : Outcome.failed(
                        FailureCategory.USER,
                        FailureCode.REFUSED,
                        "the repository is public, and all read what is written there: make it"
                            + " private, or set internalInPublic"));
  }

  static String under(String repository) {
    return "repos/" + repository;
  }

  Outcome<JsonNode> ask(String id) {
    return path(id).then(client::get);
  }

  Outcome<Ticket> read(TicketUser self, String id) {
    return ask(id).then(it -> ticket(self, it));
  }

  Outcome<Ticket> ticket(TicketUser self, JsonNode issue) {
    var repository = issue.path("repository");
    var id = repository.path("id").asString("") + "-" + issue.path("number").asString("");
    var updated = instant(issue.path("updated_at"));
    if (!id.matches(ID) || updated.isEmpty()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.BAD_ANSWER,
          "Gitea " + settings.name() + " answered no issue that can be read");
    }
    var labels = labels(issue);
    var url =
        "%s/%s/issues/%s"
            .formatted(
                settings.base(),
                repository.path("full_name").asString(""),
                issue.path("number").asString(""));
    var fields = fields(issue);
    var state = issue.path("state").asString("");
    return Outcome.ok(
        new Ticket(
            new Reference(settings.name(), scoped(labels, KIND, "issue"), id, url),
            correlation(self, issue),
            issue.path("title").asString(""),
            state(state.equals("closed"), scoped(labels, STATUS, "")),
            (state + " " + scoped(labels, STATUS, "")).strip(),
            fields,
            revision(issue, updated.get(), labels, fields),
            updated.get()));
  }

  private TreeMap<String, String> fields(JsonNode issue) {
    var labels = labels(issue);
    var fields = new TreeMap<String, String>();
    settings.scopes().forEach(it -> fields.put(it, scoped(labels, it, "")));
    fields.put(ASSIGNEE, user(issue.path("assignee")).id());
    fields.put(LABELS, String.join(", ", labels.stream().filter(it -> !isOurs(it)).toList()));
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  static List<String> labels(JsonNode issue) {
    return issue.path("labels").valueStream().map(it -> it.path("name").asString("")).toList();
  }

  /** Whether a label says a field, the state or the kind. */
  boolean isOurs(String label) {
    var scope = label.replaceFirst("/[^/]*$", "");
    return !scope.equals(label)
        && (settings.scopes().contains(scope) || scope.equals(STATUS) || scope.equals(KIND));
  }

  static String scoped(List<String> labels, String scope, String otherwise) {
    return labels.stream()
        .filter(it -> it.startsWith(scope + "/"))
        .map(it -> it.substring(scope.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }

  /** Closed or open is Gitea's own, and counts; a label says which of it. */
  static TicketState state(boolean closed, String label) {
    return switch (label) {
      case "cancelled" -> closed ? TicketState.CANCELLED : TicketState.NEW;
      case "closed" -> closed ? TicketState.CLOSED : TicketState.NEW;
      case "in-progress" -> closed ? TicketState.RESOLVED : TicketState.IN_PROGRESS;
      case "on-hold" -> closed ? TicketState.RESOLVED : TicketState.ON_HOLD;
      default -> closed ? TicketState.RESOLVED : TicketState.NEW;
    };
  }

  /** Anybody may write a mark: it counts in what our own account created. */
  static @Nullable String correlation(TicketUser self, JsonNode issue) {
    var mark = GiteaText.mark(issue.path("body").asString(""));
    return user(issue.path("user")).equals(self) && !mark.isEmpty() ? mark : null;
  }

  /** Gitea has no number of a version, and tells times in seconds. */
  private static String revision(
      JsonNode issue, Instant updated, List<String> labels, TreeMap<String, String> fields) {
    var content = new ArrayList<String>(labels);
    content.add(issue.path("state").asString(""));
    content.add(issue.path("title").asString(""));
    content.add(issue.path("body").asString(""));
    content.add(issue.path("comments").asString(""));
    content.add(fields.toString());
    var text = content.toString().getBytes(StandardCharsets.UTF_8);
    return updated.getEpochSecond() + "-" + Digest.of(text).hex().substring(0, 12);
  }
}
