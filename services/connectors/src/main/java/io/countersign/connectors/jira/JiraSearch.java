package io.countersign.connectors.jira;

import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketChanges;
import io.countersign.connectors.transport.ListBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Searches by JQL. The Cloud's go from token to token and may not know yet of what was just
 * written; a Data Center's go by offsets, which shift when an order changes, so that all are
 * ordered by what doesn't: when an issue was created.
 */
final class JiraSearch {
  private static final int PAGE = 100;

  /** Offsets shift when issues go meanwhile: so many may between two pages, and none is missed. */
  private static final int TOLD_TWICE = 10;

  /** What is read in one answer of a poll, where pages can't be handed out one by one. */
  private static final int MOST_PAGES = 10;

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraIssues issues;

  JiraSearch(JiraSettings settings, JiraClient client, JiraIssues issues) {
    this.settings = settings;
    this.client = client;
    this.issues = issues;
  }

  /**
   * One page.
   *
   * @param next empty when it's the last
   * @param at when it was answered
   * @param bytes of it
   * @param unreadable how many issues on it couldn't be read
   */
  private record Page(List<Ticket> tickets, String next, Instant at, int bytes, int unreadable) {}

  /** The issue that we created with a key, of several the first; a label anybody may put. */
  Outcome<Optional<Ticket>> find(JiraFacts facts, String correlation) {
    var jql =
        "labels = \""
            + correlation
            + "\" AND creator = currentUser() ORDER BY created ASC, key ASC";
    return page(facts, jql, "")
        .then(
            page ->
                page.unreadable() == 0
                    ? Outcome.ok(
                        page.tickets().stream()
                            .filter(it -> correlation.equals(it.correlation()))
                            .min(
                                Comparator.comparingLong(
                                    it -> Long.parseLong(it.reference().id()))))
                    : hidden());
  }

  /** It may be ours: another one would be created beside it. */
  private Outcome<Optional<Ticket>> hidden() {
    return Outcome.failed(
        FailureCategory.EXTERNAL,
        FailureCode.BAD_ANSWER,
        "Jira " + settings.name() + " answered an issue that can't be read");
  }

  /** A page of changes in the project, and of the issues that we created and others moved away. */
  Outcome<TicketChanges> changes(JiraFacts facts, PollCursor cursor) {
    var told = new ArrayList<Ticket>();
    var budget = ListBudget.ofOne();
    int unreadable = 0;
    var at = cursor;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      switch (page(facts, jql(at), at.page())) {
        case Outcome.Failed<Page> failed -> {
          return failed.as();
        }
        case Outcome.Ok<Page>(var page) when !budget.admits(page.bytes()) -> {
          return Outcome.failed(
              FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "Jira " + ListBudget.SPENT);
        }
        case Outcome.Ok<Page>(var page) -> {
          told.addAll(page.tickets());
          unreadable += page.unreadable();
          var begun = at.begun() == null ? page.at() : at.begun();
          if (page.next().isEmpty()) {
            var all = at.page().isEmpty() ? List.copyOf(told) : List.<Ticket>of();
            return Outcome.ok(answer(cursor, told, at.nextPoll(begun, all), false, unreadable));
          }
          at = at.nextPage(begun, page.next());
          if (page.next().length() <= PollCursor.LONGEST_PAGE) {
            return Outcome.ok(answer(cursor, told, at, true, unreadable));
          }
        }
      }
    }
    return unending();
  }

  /** Each page's name is too long to be handed out, so that all have to be read at once. */
  private static Outcome<TicketChanges> unending() {
    return Outcome.failed(
        FailureCategory.EXTERNAL,
        FailureCode.BAD_ANSWER,
        "Jira names its pages by more than "
            + PollCursor.LONGEST_PAGE
            + " characters, and there are more than "
            + MOST_PAGES);
  }

  private static TicketChanges answer(
      PollCursor cursor, List<Ticket> told, PollCursor next, boolean more, int unreadable) {
    var fresh =
        told.stream()
            .filter(it -> !cursor.wasTold(it))
            .sorted(Comparator.comparing(Ticket::updatedAt))
            .toList();
    return new TicketChanges(fresh, next.toString(), more, unreadable);
  }

  /**
   * In minutes before now by their clock, of which the cursor is, too: an instant would be taken
   * for one in the account's time zone.
   */
  private String jql(PollCursor cursor) {
    var back = Duration.between(cursor.from(), client.theirNow()).plus(settings.overlap());
    long minutes = Math.max(1, back.toMinutes() + 2);
    return "(project = \""
        + settings.project()
        + "\" OR creator = currentUser()) AND updated >= \"-"
        + minutes
        + "m\" ORDER BY created ASC, key ASC";
  }

  private Outcome<Page> page(JiraFacts facts, String jql, String next) {
    return facts.cloud() ? byToken(facts, jql, next) : byOffset(facts, jql, next);
  }

  private Outcome<Page> byToken(JiraFacts facts, String jql, String next) {
    var body = JsonNodeFactory.instance.objectNode().put("jql", jql).put("maxResults", PAGE);
    var fields = body.putArray("fields");
    issues.wanted(facts).forEach(fields::add);
    body.putArray("properties").add(JiraIssues.LINK);
    if (!next.isEmpty()) {
      body.put("nextPageToken", next);
    }
    return client
        .ask(facts.version(), "POST", "search/jql", body, 200)
        .then(it -> page(facts, it, token(it.json())));
  }

  /** By an address, which every Data Center takes, and what stands in for one. */
  private Outcome<Page> byOffset(JiraFacts facts, String jql, String next) {
    var path =
        "search?jql="
            + JiraClient.encoded(jql)
            + "&startAt="
            + (next.isEmpty() ? 0 : Long.parseLong(next))
            + "&maxResults="
            + PAGE
            + "&fields="
            + JiraClient.encoded(String.join(",", issues.wanted(facts)));
    return client
        .ask(facts.version(), "GET", path, null, 200)
        .then(it -> page(facts, it, offset(it.json())));
  }

  /** A page that may be short, or empty, isn't the last one for that. */
  private static @Nullable String token(JsonNode answer) {
    if (answer.path("isLast").asBoolean(false)) {
      return "";
    }
    var next = answer.path("nextPageToken").asString("");
    return next.isEmpty() && answer.has("isLast") ? null : next;
  }

  private static @Nullable String offset(JsonNode answer) {
    if (!answer.path("total").isIntegralNumber()) {
      return null;
    }
    long start = answer.path("startAt").asLong(0);
    long next = start + answer.path("issues").size();
    boolean last = answer.path("issues").isEmpty() || next >= answer.path("total").asLong();
    return last ? "" : String.valueOf(Math.max(start + 1, next - TOLD_TWICE));
  }

  private Outcome<Page> page(JiraFacts facts, JiraClient.Dated answer, @Nullable String next) {
    if (next == null || !answer.json().path("issues").isArray()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.BAD_ANSWER,
          "Jira " + settings.name() + " answered a page that leads nowhere");
    }
    var found = new ArrayList<Ticket>();
    int unreadable = 0;
    for (var issue : answer.json().path("issues").values()) {
      switch (issues.ticket(facts, issue)) {
        case Outcome.Ok<Ticket>(var ticket) -> found.add(ticket);
        case Outcome.Failed<Ticket> _ -> unreadable++;
      }
    }
    var at = answer.date() == null ? client.theirNow() : answer.date();
    return Outcome.ok(new Page(List.copyOf(found), next, at, answer.bytes(), unreadable));
  }
}
