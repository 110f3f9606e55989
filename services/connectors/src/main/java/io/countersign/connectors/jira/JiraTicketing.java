package io.countersign.connectors.jira;

import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.settings.Nearest;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.FieldChange;
import io.countersign.connectors.spi.ticketing.PostedComment;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketHint;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.spi.ticketing.Ticketing;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.ConnectionAdvice;
import io.countersign.connectors.transport.SiteName;
import io.countersign.domain.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The issues of one project of one Jira, and those that were created there and moved elsewhere. */
public final class JiraTicketing implements Ticketing {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration SKEWED = Duration.ofMinutes(1);

  private final JiraSettings settings;
  private final InstantSource clock;
  private final JiraClient client;
  private final JiraIssues issues;
  private final JiraSearch search;
  private final JiraCreation creation;
  private final JiraTransitions transitions;
  private final JiraComments comments;
  private final JiraFieldValues values;
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  private record Known(JiraFacts facts, Instant at) {}

  JiraTicketing(JiraSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    client = new JiraClient(settings, http, clock);
    issues = new JiraIssues(settings, client);
    search = new JiraSearch(settings, client, issues);
    creation = new JiraCreation(settings, client, issues, search, clock);
    transitions = new JiraTransitions(settings, client, issues);
    comments = new JiraComments(settings, client);
    values = new JiraFieldValues(settings, client);
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** Asked again every now and then: fields are added while we run. */
  private Outcome<JiraFacts> facts() {
    var last = known.get();
    if (last != null && clock.instant().isBefore(last.at().plus(FRESH))) {
      return Outcome.ok(last.facts());
    }
    return JiraFacts.asked(client, settings)
        .then(
            facts -> {
              known.set(new Known(facts, clock.instant()));
              return Outcome.ok(facts);
            });
  }

  @Override
  public ConnectionHealth check() {
    return switch (JiraFacts.asked(client, settings)) {
      case Outcome.Failed<JiraFacts> failed -> ConnectionAdvice.about(failed);
      case Outcome.Ok<JiraFacts>(var facts) -> check(facts);
    };
  }

  private ConnectionHealth check(JiraFacts facts) {
    return switch (client.get(facts.version(), "project/" + settings.project())) {
      case Outcome.Failed<JsonNode> failed when failed.code() == FailureCode.NOT_FOUND ->
          ConnectionHealth.broken(
              "there is no project " + settings.project() + ", or its account may not see it",
              "Correct `project` of " + name() + ", or let its account browse that project.");
      case Outcome.Failed<JsonNode> failed -> ConnectionAdvice.about(failed);
      case Outcome.Ok<JsonNode>(var project) -> check(facts, project);
    };
  }

  private ConnectionHealth check(JiraFacts facts, JsonNode project) {
    if (!keepsInternal(project)) {
      return ConnectionHealth.degraded(
          settings.project() + " is no service desk, so that internal comments are refused",
          "Set internalRole of " + name() + ", or internalInPublic.");
    }
    var missing = settings.fields().stream().filter(it -> facts.field(it).isEmpty()).toList();
    return missing.isEmpty()
        ? clocksAgree((facts.cloud() ? "Cloud" : "Data Center") + ", project " + settings.project())
        : ConnectionHealth.degraded(
            "there is no field "
                + missing.stream()
                    .map(it -> it + Nearest.hint(it, facts.fieldNames()))
                    .collect(Collectors.joining(", ")),
            "Correct `fields` of " + name() + " in the configuration.");
  }

  private boolean keepsInternal(JsonNode project) {
    return project.path("projectTypeKey").asString("").equals("service_desk")
        || settings.internalRole() != null
        || settings.internalInPublic();
  }

  /** Changes are told all the same; their times don't fit to what stands here. */
  private ConnectionHealth clocksAgree(String detail) {
    var skew = client.ahead();
    return skew.abs().compareTo(SKEWED) < 0
        ? ConnectionHealth.working(detail)
        : ConnectionHealth.degraded(
            "its clock is "
                + skew.abs().toSeconds()
                + (skew.isNegative() ? " s behind ours" : " s ahead of ours"),
            "Set the clock of this server, or of " + name() + ", by a time server.");
  }

  @Override
  public Outcome<Ticket> create(String correlation, TicketDraft draft, @Nullable Instant triedAt) {
    return facts().then(facts -> creation.create(facts, correlation, draft, triedAt));
  }

  @Override
  public Outcome<Ticket> read(Reference ticket) {
    return facts().then(facts -> issues.read(facts, ticket.id()));
  }

  @Override
  public Outcome<Ticket> update(Reference ticket, Map<String, String> fields) {
    return facts()
        .then(
            facts -> {
              var wanted = new ArrayList<>(issues.wanted(facts));
              fields.keySet().forEach(it -> facts.field(it).ifPresent(f -> wanted.add(f.id())));
              return issues
                  .ask(facts, ticket.id(), wanted)
                  .then(issue -> update(facts, issue, fields));
            });
  }

  /** Writes nothing where nothing differs: Jira would count it as a change. */
  private Outcome<Ticket> update(JiraFacts facts, JsonNode issue, Map<String, String> fields) {
    var label = Optional.ofNullable(JiraIssues.correlation(facts, issue));
    return values
        .write(facts, fields, label)
        .then(
            body -> {
              fields.forEach(
                  (name, text) ->
                      facts
                          .field(name)
                          .filter(it -> JiraIssues.value(facts, it, issue).equals(text))
                          .ifPresent(it -> body.remove(it.id())));
              return body.isEmpty()
                  ? issues.ticket(facts, issue)
                  : put(facts, issue.path("id").asString(""), body);
            });
  }

  private Outcome<Ticket> put(JiraFacts facts, String id, ObjectNode fields) {
    var body = JsonNodeFactory.instance.objectNode();
    body.set("fields", fields);
    var written = put(facts, id, body, settings.mails());
    boolean denied =
        written instanceof Outcome.Failed<JsonNode> failed
            && failed.code() == FailureCode.UNAUTHORISED;
    // Not to send e-mails is an administrator's right.
    return (denied && !settings.mails() ? put(facts, id, body, true) : written)
        .then(_ -> issues.read(facts, id));
  }

  private Outcome<JsonNode> put(JiraFacts facts, String id, ObjectNode body, boolean mails) {
    var path = "issue/" + JiraClient.encoded(id) + (mails ? "" : "?notifyUsers=false");
    return client.ask(facts.version(), "PUT", path, body, 204).then(it -> Outcome.ok(it.json()));
  }

  @Override
  public Outcome<Reference> comment(Reference ticket, String key, TicketComment comment) {
    return facts().then(facts -> comments.add(facts, ticket, key, comment));
  }

  @Override
  public Outcome<Ticket> transition(Reference ticket, TicketState to) {
    return facts().then(facts -> transitions.bring(facts, ticket.id(), to));
  }

  /** Nobody is asked there. */
  @Override
  public Outcome<Ticket> submit(Reference change) {
    return read(change);
  }

  /** By their clock, as far as it's known: a poll goes by it. */
  @Override
  public String cursorAt(Instant from) {
    return PollCursor.at(from.plus(client.ahead())).toString();
  }

  @Override
  public Outcome<TicketChanges> changedSince(String cursor) {
    return PollCursor.parse(cursor)
        .map(read -> facts().then(facts -> changes(facts, read)))
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER, FailureCode.REFUSED, "not a cursor of this system"));
  }

  /** A page's name that isn't known any more: the poll begins anew, and nothing is lost. */
  private Outcome<TicketChanges> changes(JiraFacts facts, PollCursor cursor) {
    var answer = search.changes(facts, cursor);
    return answer instanceof Outcome.Failed<TicketChanges> failed
            && failed.code() == FailureCode.REFUSED
            && failed.category() == FailureCategory.USER
            && !cursor.page().isEmpty()
        ? search.changes(facts, PollCursor.at(cursor.from()))
        : answer;
  }

  @Override
  public Outcome<List<PostedComment>> comments(Reference ticket) {
    return facts().then(facts -> comments.all(facts, ticket));
  }

  @Override
  public Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    return JiraHints.read(settings, headers, body);
  }

  @Override
  public Outcome<Map<String, List<String>>> fields(String kind) {
    return facts().then(facts -> new JiraFieldChoices(settings, client).of(facts, kind));
  }

  @Override
  public Outcome<ChangeRequest> change(Reference ticket) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "Jira " + name() + " has no change requests with a schedule and approvals");
  }

  @Override
  public Outcome<List<FieldChange>> history(Reference ticket, Instant since) {
    return facts()
        .then(facts -> new JiraHistory(settings, client).since(facts, ticket.id(), since));
  }

  @Override
  public String site() {
    return SiteName.of(settings.url());
  }

  @Override
  public Map<String, List<String>> places(String kind) {
    return Map.of(TicketDraft.PROJECT, List.of(), TicketDraft.TYPE, List.of());
  }

  @Override
  public Outcome<String> nameOf(TicketUser user) {
    return facts()
        .then(
            facts ->
                client
                    .ask(
                        facts.version(),
                        "GET",
                        (facts.cloud() ? "user?accountId=" : "user?key=")
                            + JiraClient.encoded(user.id()),
                        null,
                        200)
                    .then(it -> Outcome.ok(it.json().path("displayName").asString(""))));
  }

  @Override
  public String addressOf(Reference ticket, String comment) {
    return JiraComments.address(ticket, comment);
  }

  @Override
  public Outcome<TicketUser> self() {
    return facts().then(facts -> Outcome.ok(facts.self()));
  }
}
