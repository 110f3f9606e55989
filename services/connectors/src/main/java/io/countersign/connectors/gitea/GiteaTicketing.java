package io.countersign.connectors.gitea;

import io.countersign.connectors.poll.PollCursor;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The issues of one repository of one Gitea, and of those that a rule names in its place. */
public final class GiteaTicketing implements Ticketing {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final GiteaSettings settings;
  private final InstantSource clock;
  private final GiteaClient client;
  private final GiteaIssues issues;
  private final GiteaWrites writes;
  private final GiteaComments comments;
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

  private record Known(TicketUser self, Instant at) {}

  GiteaTicketing(GiteaSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    client = new GiteaClient(settings, http);
    issues = new GiteaIssues(settings, client);
    writes = new GiteaWrites(settings, client, issues);
    comments = new GiteaComments(settings, client, issues);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public ConnectionHealth check() {
    return switch (client.get(GiteaIssues.under(settings.repository()))) {
      case Outcome.Failed<JsonNode> failed when failed.code() == FailureCode.NOT_FOUND ->
          ConnectionHealth.broken(
              "there is no " + settings.repository() + ", or its account may not see it",
              "Correct `repository` (or `url`) of " + name() + ", or let its account read it.");
      case Outcome.Failed<JsonNode> failed -> ConnectionAdvice.about(failed);
      case Outcome.Ok<JsonNode>(var repository)
          when !repository.path("permissions").path("push").asBoolean(false) ->
          ConnectionHealth.degraded(
              "may only read " + settings.repository(),
              "Let the account of " + name() + " write there: labels are a writer's to put.");
      case Outcome.Ok<JsonNode>(var repository)
          when !repository.path("private").asBoolean(false) && !settings.internalInPublic() ->
          ConnectionHealth.degraded(
              settings.repository()
                  + " is public, so that tickets and internal comments are refused",
              "Make it private, or set internalInPublic of " + name() + ".");
      case Outcome.Ok<JsonNode> _ ->
          ConnectionHealth.working("repository " + settings.repository());
    };
  }

  @Override
  public Outcome<Ticket> create(String correlation, TicketDraft draft, @Nullable Instant triedAt) {
    return self().then(self -> writes.create(self, correlation, draft, clock.instant(), triedAt));
  }

  @Override
  public Outcome<Ticket> read(Reference ticket) {
    return self().then(self -> issues.read(self, ticket.id()));
  }

  @Override
  public Outcome<Ticket> update(Reference ticket, Map<String, String> fields) {
    return self().then(self -> writes.update(self, ticket.id(), fields));
  }

  @Override
  public Outcome<Reference> comment(Reference ticket, String key, TicketComment comment) {
    return self().then(self -> comments.add(self, ticket, key, comment));
  }

  @Override
  public Outcome<Ticket> transition(Reference ticket, TicketState to) {
    return self().then(self -> writes.transition(self, ticket.id(), to));
  }

  /** Nobody is asked there. */
  @Override
  public Outcome<Ticket> submit(Reference change) {
    return read(change);
  }

  @Override
  public String cursorAt(Instant from) {
    return PollCursor.at(from).toString();
  }

  @Override
  public Outcome<TicketChanges> changedSince(String cursor) {
    var read = PollCursor.parse(cursor);
    if (read.isEmpty() || !read.get().page().matches("\\d{0,6}")) {
      return Outcome.failed(
          FailureCategory.USER, FailureCode.REFUSED, "not a cursor of this system");
    }
    var since = read.get().from().minus(settings.overlap());
    int page = read.get().page().isEmpty() ? 1 : Integer.parseInt(read.get().page());
    return self()
        .then(
            self ->
                client
                    .some(GiteaWrites.ours(since), page, _ -> false)
                    .then(found -> changes(self, read.get(), found)));
  }

  private Outcome<TicketChanges> changes(
      TicketUser self, PollCursor cursor, GiteaClient.Items found) {
    var all = new TreeMap<String, Ticket>();
    int unreadable = 0;
    for (var issue : found.items()) {
      switch (issues.ticket(self, issue)) {
        case Outcome.Failed<Ticket> _ -> unreadable++;
        case Outcome.Ok<Ticket>(var it) -> all.put(it.reference().id(), it);
      }
    }
    var asked = found.date() == null ? clock.instant() : found.date();
    var begun = cursor.begun() == null ? asked : cursor.begun();
    var told = new ArrayList<>(all.values());
    var fresh =
        told.stream()
            .filter(it -> !cursor.wasTold(it))
            .sorted(Comparator.comparing(Ticket::updatedAt))
            .toList();
    boolean more = found.next() > 0;
    var next =
        more
            ? cursor.nextPage(begun, String.valueOf(found.next()))
            : cursor.nextPoll(begun, cursor.page().isEmpty() ? told : List.of());
    return Outcome.ok(new TicketChanges(fresh, next.toString(), more, unreadable));
  }

  @Override
  public Outcome<List<PostedComment>> comments(Reference ticket) {
    return self().then(self -> comments.all(self, ticket));
  }

  @Override
  public Outcome<TicketHint> hint(Map<String, String> headers, byte[] body) {
    return GiteaHints.read(settings, headers, body);
  }

  @Override
  public Outcome<Map<String, List<String>>> fields(String kind) {
    var fields = new TreeMap<String, List<String>>();
    settings.scopes().forEach(it -> fields.put(it, List.of()));
    fields.put(GiteaIssues.ASSIGNEE, List.of());
    fields.put(GiteaIssues.LABELS, List.of());
    return Outcome.ok(fields);
  }

  @Override
  public Outcome<ChangeRequest> change(Reference ticket) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        "Gitea " + name() + " has no change requests with a schedule and approvals");
  }

  @Override
  public Outcome<List<FieldChange>> history(Reference ticket, Instant since) {
    return issues
        .path(ticket.id())
        .then(path -> client.list(path + "/timeline"))
        .then(all -> Outcome.ok(GiteaHistory.of(settings, all.items(), since)));
  }

  @Override
  public String site() {
    return SiteName.of(settings.url());
  }

  @Override
  public Map<String, List<String>> places(String kind) {
    return Map.of(TicketDraft.PROJECT, List.of());
  }

  /** By which everybody there knows them. */
  @Override
  public Outcome<String> nameOf(TicketUser user) {
    return writes.login(user.id()).then(it -> Outcome.ok(it.orElse("")));
  }

  @Override
  public String addressOf(Reference ticket, String comment) {
    return GiteaComments.address(ticket, comment);
  }

  /** Asked again every now and then: a token may be given another one's place. */
  @Override
  public Outcome<TicketUser> self() {
    var last = known.get();
    if (last != null && clock.instant().isBefore(last.at().plus(FRESH))) {
      return Outcome.ok(last.self());
    }
    return client
        .get("user")
        .then(
            it -> {
              var self = GiteaIssues.user(it);
              if (self.equals(TicketUser.UNSEEN)) {
                return Outcome.failed(
                    FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "user can't be read");
              }
              known.set(new Known(self, clock.instant()));
              return Outcome.ok(self);
            });
  }
}
