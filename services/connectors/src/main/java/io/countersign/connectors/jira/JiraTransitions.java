package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way to a state, over what the workflow offers at each step. What leads on from a status is
 * only seen there, so each step teaches the next time's way; a status that ends things is entered
 * only when it's the aim.
 */
final class JiraTransitions {
  private static final int MOST_STEPS = 10;
  private static final String RESOLUTION = "resolution";

  private final JiraSettings settings;
  private final JiraClient client;
  private final JiraIssues issues;
  private final JiraStates states;
  private final Map<String, List<Step>> learned = new ConcurrentHashMap<>();

  JiraTransitions(JiraSettings settings, JiraClient client, JiraIssues issues) {
    this.settings = settings;
    this.client = client;
    this.issues = issues;
    this.states = new JiraStates(settings.states());
  }

  /**
   * A step that is offered.
   *
   * @param to the status that it leads to, by its id
   * @param fields what it demands, as it would be given
   * @param lacking a field that it demands and for which nothing is known; empty when there is none
   */
  private record Step(
      String id, String to, String name, TicketState state, ObjectNode fields, String lacking) {}

  Outcome<Ticket> bring(JiraFacts facts, String id, TicketState aim) {
    var seen = new HashSet<String>();
    var path = new ArrayList<String>();
    for (int i = 0; i < MOST_STEPS; i++) {
      var asked = issues.ask(facts, id, issues.wanted(facts));
      switch (asked) {
        case Outcome.Failed<JsonNode> failed -> {
          return failed.as();
        }
        case Outcome.Ok<JsonNode>(var issue) -> {
          var status = issue.path("fields").path("status");
          path.add(status.path("name").asString(""));
          if (states.of(status) == aim) {
            return issues.ticket(facts, issue);
          }
          seen.add(status.path("id").asString(""));
          if (step(facts, issue, aim, seen, path) instanceof Outcome.Failed<Boolean> failed) {
            return failed.as();
          }
        }
      }
    }
    return refused("no way to " + aim + " within " + MOST_STEPS + " steps", path);
  }

  private Outcome<Boolean> step(
      JiraFacts facts, JsonNode issue, TicketState aim, Set<String> seen, List<String> path) {
    var id = issue.path("id").asString("");
    return offered(facts, issue)
        .then(
            steps ->
                chosen(workflow(issue), steps, aim, seen)
                    .map(it -> take(facts, id, it))
                    .orElseGet(() -> refused(why(steps, aim), path)));
  }

  /** None where the last step is in sight and demands what isn't known: no other way is tried. */
  private Optional<Step> chosen(
      String workflow, List<Step> offered, TicketState aim, Set<String> seen) {
    var last = offered.stream().filter(it -> it.state() == aim).toList();
    boolean barred = !last.isEmpty() && last.stream().noneMatch(it -> it.lacking().isEmpty());
    return barred ? Optional.empty() : next(workflow, offered, aim, seen);
  }

  private Outcome<List<Step>> offered(JiraFacts facts, JsonNode issue) {
    var path = "issue/" + issue.path("id").asString("") + "/transitions?expand=transitions.fields";
    return client
        .get(facts.version(), path)
        .then(
            answer ->
                held(facts, issue, demanded(answer))
                    .then(
                        held -> {
                          var steps =
                              answer
                                  .path("transitions")
                                  .valueStream()
                                  .map(it -> read(it, held))
                                  .toList();
                          learned.put(workflow(issue) + status(issue), steps);
                          return Outcome.ok(steps);
                        }));
  }

  /** The fields that some step demands, and of which we know no value. */
  private static Set<String> demanded(JsonNode answer) {
    var demanded = new TreeSet<String>();
    for (var transition : answer.path("transitions").values()) {
      transition.path("fields").properties().stream()
          .filter(it -> isDue(it.getValue()) && !it.getKey().equals(RESOLUTION))
          .forEach(it -> demanded.add(it.getKey()));
    }
    return demanded;
  }

  /** Which of them the issue has already: what stands there needn't be given again. */
  private Outcome<Set<String>> held(JiraFacts facts, JsonNode issue, Set<String> demanded) {
    if (demanded.isEmpty()) {
      return Outcome.ok(demanded);
    }
    return issues
        .ask(facts, issue.path("id").asString(""), List.copyOf(demanded))
        .then(
            it -> {
              var fields = it.path("fields");
              demanded.removeIf(key -> isEmpty(fields.path(key)));
              return Outcome.ok(demanded);
            });
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainer() ? value.isEmpty() : value.asString("").isBlank();
  }

  private static boolean isDue(JsonNode field) {
    return field.path("required").asBoolean(false)
        && !field.path("hasDefaultValue").asBoolean(false);
  }

  /** Projects and issue types have workflows of their own. */
  private static String workflow(JsonNode issue) {
    var fields = issue.path("fields");
    return fields.path("project").path("id").asString("")
        + "/"
        + fields.path("issuetype").path("id").asString("")
        + "/";
  }

  private static String status(JsonNode issue) {
    return issue.path("fields").path("status").path("id").asString("");
  }

  private Step read(JsonNode transition, Set<String> held) {
    var to = transition.path("to");
    var state = states.of(to);
    var given = JsonNodeFactory.instance.objectNode();
    var lacking = "";
    for (var demanded : transition.path("fields").properties()) {
      var field = demanded.getValue();
      boolean due = isDue(field) && !held.contains(demanded.getKey());
      var value = due ? value(demanded.getKey(), field, state) : "";
      if (value == null) {
        lacking = field.path("name").asString(demanded.getKey());
      } else if (due) {
        given.set(demanded.getKey(), JsonNodeFactory.instance.objectNode().put("name", value));
      }
    }
    return new Step(
        transition.path("id").asString(""),
        to.path("id").asString(""),
        to.path("name").asString(""),
        state,
        given,
        lacking);
  }

  /** A resolution as configured, or one that usually means it; null where nothing is known. */
  private @Nullable String value(String id, JsonNode field, TicketState state) {
    if (!id.equals(RESOLUTION)) {
      return null;
    }
    var configured = settings.resolutions().get(state.name().toLowerCase(Locale.ROOT));
    var usual =
        state == TicketState.CANCELLED
            ? List.of("Won't Do", "Won't Fix", "Cancelled", "Declined")
            : List.of("Done", "Fixed", "Resolved");
    var allowed =
        field.path("allowedValues").valueStream().map(it -> it.path("name").asString("")).toList();
    var wanted = configured == null ? usual : List.of(configured);
    return wanted.stream().filter(allowed::contains).findFirst().orElse(null);
  }

  /** The first step of the shortest way that is known, else one to where nobody was yet. */
  private Optional<Step> next(
      String workflow, List<Step> offered, TicketState aim, Set<String> seen) {
    var usable = offered.stream().filter(it -> it.lacking().isEmpty()).toList();
    var direct = usable.stream().filter(it -> it.state() == aim).findFirst();
    if (direct.isPresent()) {
      return direct;
    }
    var onward =
        usable.stream().filter(it -> !seen.contains(it.to()) && mayPass(it.state(), aim)).toList();
    return onward.stream()
        .filter(it -> leads(workflow, it, aim, seen) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(it -> leads(workflow, it, aim, seen)))
        .or(
            () ->
                onward.stream()
                    .filter(it -> !learned.containsKey(workflow + it.to()))
                    .max(Comparator.comparingInt(it -> nearness(it.state(), aim))));
  }

  /** The steps from there by what was learned, as a search in breadth finds them. */
  private int leads(String workflow, Step from, TicketState aim, Set<String> seen) {
    var reached = new HashSet<>(seen);
    var queue = new ArrayDeque<Map.Entry<String, Integer>>();
    queue.add(Map.entry(from.to(), 0));
    while (!queue.isEmpty()) {
      var here = queue.remove();
      for (var step : learned.getOrDefault(workflow + here.getKey(), List.of())) {
        if (!step.lacking().isEmpty()) {
          continue;
        }
        if (step.state() == aim) {
          return here.getValue() + 1;
        }
        if (mayPass(step.state(), aim) && reached.add(step.to())) {
          queue.add(Map.entry(step.to(), here.getValue() + 1));
        }
      }
    }
    return Integer.MAX_VALUE;
  }

  private static boolean mayPass(TicketState state, TicketState aim) {
    return switch (state) {
      case NEW, IN_PROGRESS, ON_HOLD -> true;
      case RESOLVED -> aim == TicketState.CLOSED;
      case CLOSED, CANCELLED -> false;
    };
  }

  /** On the way from new to closed, work comes before a pause. */
  private static int nearness(TicketState state, TicketState aim) {
    return switch (state) {
      case RESOLVED -> aim == TicketState.CLOSED ? 4 : 0;
      case IN_PROGRESS -> 3;
      case NEW -> 2;
      case ON_HOLD -> 1;
      case CLOSED, CANCELLED -> 0;
    };
  }

  private Outcome<Boolean> take(JiraFacts facts, String issue, Step step) {
    var body = JsonNodeFactory.instance.objectNode();
    body.putObject("transition").put("id", step.id());
    if (!step.fields().isEmpty()) {
      body.set("fields", step.fields());
    }
    return client
        .post(facts.version(), "issue/" + issue + "/transitions", body, 204)
        .then(_ -> Outcome.ok(true));
  }

  private static String why(List<Step> offered, TicketState aim) {
    return offered.stream()
        .filter(it -> !it.lacking().isEmpty())
        .findFirst()
        .map(it -> "the step to " + it.name() + " demands " + it.lacking())
        .orElse("nothing that is offered leads to " + aim);
  }

  private static <T> Outcome<T> refused(String why, List<String> path) {
    return Outcome.failed(
        FailureCategory.USER,
        FailureCode.REFUSED,
        why + "; it stands at " + String.join(", after ", path.reversed()));
  }
}
