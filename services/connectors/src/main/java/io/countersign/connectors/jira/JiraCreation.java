package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.CreationUnderWay;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The creation of issues, each once. The key is kept as a label, by which a search finds it, and as
 * a property, which nobody edits by hand. A search may not know yet of what was created a moment
 * ago, or may have been: that is remembered here, and by whoever asks, for when this server ends.
 */
final class JiraCreation {
  private static final int MOST_REMEMBERED = 1_000;

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraIssues issues;
  private final JiraSearch search;
  private final JiraFieldValues values;
  private final InstantSource clock;
  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

  JiraCreation(
      JiraSettings settings,
      JiraClient client,
      JiraIssues issues,
      JiraSearch search,
      InstantSource clock) {
    this.settings = settings;
    this.client = client;
    this.issues = issues;
    this.search = search;
    this.values = new JiraFieldValues(settings, client);
    this.clock = clock;
  }

  /** An attempt whose issue, if there is one, has this number; empty where its answer was lost. */
  private record Attempt(String id, Instant at) {}

  Outcome<Ticket> create(
      JiraFacts facts, String correlation, TicketDraft draft, @Nullable Instant triedAt) {
    forgetOld();
    var before = attempts.get(correlation);
    var last = before == null ? triedAt : later(before.at(), triedAt);
    if (before != null && !before.id().isEmpty()) {
      return issues.read(facts, before.id());
    }
    return search
        .find(facts, correlation)
        .then(
            found ->
                found
                    .map(Outcome::ok)
                    .orElseGet(
                        () ->
                            CreationUnderWay.unless(
                                last,
                                settings.searchDelay(),
                                clock.instant(),
                                () -> post(facts, correlation, draft))));
  }

  private static Instant later(Instant here, @Nullable Instant anywhere) {
    return anywhere == null || here.isAfter(anywhere) ? here : anywhere;
  }

  private void forgetOld() {
    var old = clock.instant().minus(settings.searchDelay());
    attempts.values().removeIf(it -> !it.at().isAfter(old));
    if (attempts.size() > MOST_REMEMBERED) {
      attempts.values().stream()
          .map(Attempt::at)
          .sorted()
          .skip(attempts.size() / 2)
          .findFirst()
          .ifPresent(middle -> attempts.values().removeIf(it -> it.at().isBefore(middle)));
    }
  }

  private Outcome<Ticket> post(JiraFacts facts, String correlation, TicketDraft draft) {
    var unknown = draft.unplaced(Set.of(TicketDraft.PROJECT, TicketDraft.TYPE));
    if (!unknown.isEmpty()) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.REFUSED, "Jira has no place of an issue: " + unknown);
    }
    var type =
        draft.place().getOrDefault(TicketDraft.TYPE, settings.issueTypes().get(draft.kind()));
    if (type == null) {
      return Outcome.failed(
          FailureCategory.USER,
          FailureCode.REFUSED,
          "no issue type is configured for the kind " + draft.kind());
    }
    return values
        .write(facts, draft.fields(), Optional.of(correlation))
        .then(fields -> send(facts, correlation, body(facts, correlation, draft, type, fields)));
  }

  private ObjectNode body(
      JiraFacts facts, String correlation, TicketDraft draft, String type, ObjectNode fields) {
    fields
        .putObject("project")
        .put("key", draft.place().getOrDefault(TicketDraft.PROJECT, settings.project()));
    fields.putObject("issuetype").put("name", type);
    fields.put("summary", draft.title());
    if (!draft.description().isEmpty()) {
      if (facts.cloud()) {
        fields.set("description", AtlassianDocument.of(draft.description()));
      } else {
        fields.put("description", WikiText.of(draft.description()));
      }
    }
    if (!fields.has("labels")) {
      fields.putArray("labels").add(correlation);
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.set("fields", fields);
    var property = body.putArray("properties").addObject().put("key", JiraIssues.LINK);
    property.putObject("value").put("correlation", correlation);
    return body;
  }

  private Outcome<Ticket> send(JiraFacts facts, String correlation, ObjectNode body) {
    return switch (client.post(facts.version(), "issue", body, 201)) {
      case Outcome.Ok<JsonNode>(var created) -> {
        var id = created.path("id").asString("");
        attempts.put(correlation, new Attempt(id, clock.instant()));
        yield id.isEmpty()
            ? Outcome.failed(
                FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "Jira answered no issue")
            : readBack(facts, id);
      }
      case Outcome.Failed<JsonNode> failed -> {
        if (failed.code().effectUnknown()) {
          attempts.put(correlation, new Attempt("", clock.instant()));
        }
        yield failed.as();
      }
    };
  }

  /** Whatever the reason that it can't be read, it was created. */
  private Outcome<Ticket> readBack(JiraFacts facts, String id) {
    return switch (issues.read(facts, id)) {
      case Outcome.Ok<Ticket> read -> read;
      case Outcome.Failed<Ticket> failed ->
          new Outcome.Failed<>(
              FailureCategory.EXTERNAL,
              FailureCode.BAD_ANSWER,
              "the issue was created, and can't be read: " + failed.message(),
              failed.retryAfter());
    };
  }
}
