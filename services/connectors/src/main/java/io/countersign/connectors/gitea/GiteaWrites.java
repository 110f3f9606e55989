package io.countersign.connectors.gitea;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.CreationUnderWay;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The writing of issues. */
final class GiteaWrites {
  /** An issue that nobody touched for so long isn't looked for when one is to be created. */
  private static final Duration LOOKED_BACK = Duration.ofDays(90);

  /** By which a server's clock may be behind ours, or the other way round. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(10);

  /** No request that was given up is still worked on after this. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Pattern VALUE = Pattern.compile("[^,/\\p{Cntrl}]{1,40}");

  private final GiteaSettings settings;
  private final GiteaClient client;
  private final GiteaIssues issues;
  private final GiteaLabels labels;

  GiteaWrites(GiteaSettings settings, GiteaClient client, GiteaIssues issues) {
    this.settings = settings;
    this.client = client;
    this.issues = issues;
    this.labels = new GiteaLabels(client);
  }

  /** All issues that this account created and anybody changed since then, the newest first. */
  static String ours(Instant since) {
    return "repos/issues/search?type=issues&state=all&created=true&since="
        + GiteaClient.encoded(since.toString());
  }

  /**
   * Looks no further than back to when it was tried last; where that was never, one page is enough
   * to see what somebody else may have tried a moment ago.
   */
  Outcome<Ticket> create(
      TicketUser self,
      String correlation,
      TicketDraft draft,
      Instant now,
      @Nullable Instant triedAt) {
    Predicate<JsonNode> isIt = it -> correlation.equals(GiteaIssues.correlation(self, it));
    var found =
        triedAt == null
            ? client.firstPage(ours(now.minus(LOOKED_BACK)))
            : client.list(ours(triedAt.minus(MOST_SKEW)), isIt);
    return found.then(
        all ->
            all.items().stream()
                .filter(isIt)
                .reduce((_, first) -> first)
                .map(it -> issues.ticket(self, it))
                .orElseGet(
                    () ->
                        CreationUnderWay.unless(
                            triedAt, SETTLED, now, () -> post(self, correlation, draft))));
  }

  private Outcome<Ticket> post(TicketUser self, String correlation, TicketDraft draft) {
    var unknown = draft.unplaced(Set.of(TicketDraft.PROJECT));
    if (!unknown.isEmpty() || !draft.kind().matches("[a-z][a-z0-9-]{0,38}")) {
      return refused("no issue is opened by " + (unknown.isEmpty() ? draft.kind() : unknown));
    }
    var repository = draft.place().getOrDefault(TicketDraft.PROJECT, settings.repository());
    if (!repository.matches("[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}")) {
      return refused("not a repository, owner/name: " + repository);
    }
    var names = new LinkedHashSet<>(List.of(GiteaIssues.KIND + "/" + draft.kind()));
    return issues
        .isPrivate(GiteaIssues.under(repository))
        .then(_ -> wanted(names, draft.fields()))
        .then(all -> labels.ids(repository, all))
        .then(
            ids ->
                login(draft.fields().getOrDefault(GiteaIssues.ASSIGNEE, ""))
                    .then(
                        assignee -> {
                          var body = JsonNodeFactory.instance.objectNode();
                          body.put("title", draft.title());
                          body.put("body", GiteaText.of(draft.description(), correlation));
                          body.set("labels", GiteaLabels.array(ids));
                          assignee.ifPresent(it -> body.putArray("assignees").add(it));
                          var path = GiteaIssues.under(repository) + "/issues";
                          return client.ask("POST", path, body, 201);
                        }))
        .then(it -> issues.ticket(self, it));
  }

  /** The labels that there are to be, of those that there are. */
  private Outcome<Set<String>> wanted(Set<String> there, Map<String, String> fields) {
    var names = new LinkedHashSet<>(there);
    for (var field : fields.entrySet()) {
      var value = field.getValue().strip();
      if (settings.scopes().contains(field.getKey())) {
        names.removeIf(it -> it.startsWith(field.getKey() + "/"));
        if (!value.isEmpty()) {
          if (!VALUE.matcher(value).matches()) {
            return refused(field.getKey() + " can't be a label: " + value);
          }
          names.add(field.getKey() + "/" + value);
        }
      } else if (field.getKey().equals(GiteaIssues.LABELS)) {
        names.removeIf(it -> !issues.isOurs(it));
        for (var name : value.split("\\s*,\\s*", -1)) {
          if (issues.isOurs(name)) {
            return refused("the label " + name + " is a field's");
          }
          if (!name.isEmpty()) {
            names.add(name);
          }
        }
      } else if (!field.getKey().equals(GiteaIssues.ASSIGNEE)) {
        return refused("there is no field " + field.getKey());
      }
    }
    return Outcome.ok(names);
  }

  /** The login name that an id has now; empty for nobody. */
  Outcome<Optional<String>> login(String id) {
    if (id.isEmpty()) {
      return Outcome.ok(Optional.empty());
    }
    return client
        .get("users/search?uid=" + GiteaClient.encoded(id))
        .then(
            found -> {
              var login =
                  found
                      .path("data")
                      .valueStream()
                      .filter(it -> it.path("id").asString("").equals(id))
                      .map(it -> it.path("login").asString(""))
                      .findFirst();
              return login.isEmpty()
                  ? refused("there is no user with the id " + id)
                  : Outcome.ok(login);
            });
  }

  Outcome<Ticket> update(TicketUser self, String id, Map<String, String> fields) {
    return issues
        .ask(id)
        .then(
            issue -> {
              var there = new LinkedHashSet<>(GiteaIssues.labels(issue));
              var before = GiteaIssues.user(issue.path("assignee")).id();
              var assignee = fields.getOrDefault(GiteaIssues.ASSIGNEE, before);
              return wanted(there, fields)
                  .then(
                      names ->
                          login(assignee)
                              .then(
                                  it ->
                                      assignee.equals(before)
                                          ? Outcome.ok(issue)
                                          : edit(issue, assigned(it)))
                              .then(_ -> relabel(issue, there, names)));
            })
        .then(_ -> issues.read(self, id));
  }

  private static ObjectNode assigned(Optional<String> login) {
    var body = JsonNodeFactory.instance.objectNode();
    var all = body.putArray("assignees");
    login.ifPresent(all::add);
    return body;
  }

  private Outcome<JsonNode> edit(JsonNode issue, ObjectNode body) {
    return client.ask("PATCH", GiteaIssues.path(issue), body, 201);
  }

  private static String repository(JsonNode issue) {
    return issue.path("repository").path("full_name").asString("");
  }

  private Outcome<JsonNode> relabel(JsonNode issue, Set<String> there, Set<String> names) {
    if (there.equals(names)) {
      return Outcome.ok(issue);
    }
    return labels
        .ids(repository(issue), names)
        .then(
            ids -> {
              var body = JsonNodeFactory.instance.objectNode();
              body.set("labels", GiteaLabels.array(ids));
              return client.ask("PUT", GiteaIssues.path(issue) + "/labels", body, 200);
            });
  }

  /** What was cancelled stays so: nobody goes on with it by our doing. */
  Outcome<Ticket> transition(TicketUser self, String id, TicketState to) {
    return issues
        .ask(id)
        .then(
            issue ->
                issues
                    .ticket(self, issue)
                    .then(
                        now ->
                            now.state() == to
                                ? Outcome.ok(now)
                                : now.state() == TicketState.CANCELLED
                                    ? refused("a cancelled issue isn't taken up again")
                                    : moved(issue, to).then(_ -> issues.read(self, id))));
  }

  /** The label first: an issue that is closed with the wrong one would be resolved. */
  private Outcome<JsonNode> moved(JsonNode issue, TicketState to) {
    var there = new LinkedHashSet<>(GiteaIssues.labels(issue));
    var names = new LinkedHashSet<>(there);
    names.removeIf(it -> it.startsWith(GiteaIssues.STATUS + "/"));
    names.addAll(status(to));
    boolean open =
        switch (to) {
          case NEW, IN_PROGRESS, ON_HOLD -> true;
          case RESOLVED, CLOSED, CANCELLED -> false;
        };
    var state = open ? "open" : "closed";
    return relabel(issue, there, names)
        .then(
            _ ->
                issue.path("state").asString("").equals(state)
                    ? Outcome.ok(issue)
                    : edit(issue, JsonNodeFactory.instance.objectNode().put("state", state)));
  }

  private static List<String> status(TicketState state) {
    var label = new ArrayList<String>();
    switch (state) {
      case NEW, RESOLVED -> {
        // open and closed alone say so
      }
      case IN_PROGRESS -> label.add(GiteaIssues.STATUS + "/in-progress");
      case ON_HOLD -> label.add(GiteaIssues.STATUS + "/on-hold");
      case CLOSED -> label.add(GiteaIssues.STATUS + "/closed");
      case CANCELLED -> label.add(GiteaIssues.STATUS + "/cancelled");
    }
    return label;
  }

  private static <T> Outcome<T> refused(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, why);
  }
}
