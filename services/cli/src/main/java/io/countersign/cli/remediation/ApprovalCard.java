package io.countersign.cli.remediation;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.TicketLines;
import io.countersign.cli.terminal.TimeTexts;
import io.countersign.cli.terminal.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The text of a plan for a person who decides: all of it, nothing cut. */
final class ApprovalCard {
  private static final int TITLES = 13;

  private final JsonNode remediation;
  private final TimeTexts times;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param width of the terminal
   */
  ApprovalCard(JsonNode remediation, TimeTexts times, int width) {
    this.remediation = remediation;
    this.times = times;
    this.width = width;
  }

  List<String> lines() {
    lines.clear();
    lines.add(at("/id") + "  " + at("/state").replace('_', ' '));
    entry("Incident", (at("/incident") + "  " + at("/incidentTitle")).strip());
    entry("Cause", at("/cause"));
    entry("Action", at("/actionClass") + " (runbook " + at("/runbook") + ")");
    entries("Learnt", remediation.path("learnt"));
    entries("Also fits", remediation.path("alternatives"));
    entries("Record", remediation.path("record"));
    addActions();
    addProofs();
    addDecisions();
    lines.add("");
    entry("Plan digest", at("/planDigest"));
    return List.copyOf(lines);
  }

  private void addActions() {
    remediation.at("/plan/steps").forEach(step -> step("Step", step));
    entry("Dry run", at("/dryRunSummary"));
    remediation.at("/plan/targets").forEach(this::target);
    entries("Needs", remediation.at("/plan/preconditions"));
    entry("Affects", at("/plan/affected"));
    remediation.at("/plan/rollback").forEach(step -> step("Undo", step));
  }

  private void addProofs() {
    remediation.at("/plan/probes").forEach(this::probe);
    remediation.path("gate").forEach(it -> check("", it));
    remediation.path("steps").forEach(this::progress);
    remediation.at("/verification/readings").forEach(this::reading);
  }

  private void addDecisions() {
    entry("Risk", at("/policy/risk"));
    entry("Published", at("/publication"));
    var quorum = at("/policy/quorum");
    entry("Who decides", quorum.isEmpty() ? "" : quorum + " of: " + at("/policy/roles"));
    var fewer = at("/policy/emergencyQuorum");
    entry("In emergency", fewer.isEmpty() ? "" : fewer + ", if the incident's commander says so");
    var shortened = remediation.path("shortening");
    entry(
        "Shortened",
        shortened.isMissingNode()
            ? ""
            : "to %s by %s: %s"
                .formatted(
                    JsonAnswers.at(shortened, "/quorum"),
                    JsonAnswers.either(shortened, "/byName", "/by"),
                    JsonAnswers.at(shortened, "/reason")));
    entry("Of groups", at("/policy/groups"));
    var distinct = at("/policy/distinctGroups");
    entry("", distinct.isEmpty() ? "" : "of " + distinct + " different groups");
    var dwell = at("/policy/dwellSeconds");
    entry("Takes", dwell.isEmpty() ? "" : "at least " + dwell + " s of reading");
    entry("Reason", remediation.at("/policy/reasonRequired").asBoolean(false) ? "required" : "");
    entry("Rules", at("/policy/rules"));
    entry("Impossible", at("/shortfall"));
    time("Asked", "/requestedAt");
    if (isAwaited()) {
      time("Escalates", "/escalateAt");
    }
    if (at("/closedAt").isEmpty()) {
      time("Until", "/expiresAt");
    }
    var decisions = remediation.path("decisions");
    (decisions.isEmpty() ? remediation.path("approvals") : decisions).forEach(this::decision);
    own(remediation.path("you"));
    remediation.path("tickets").forEach(this::ticket);
    remediation.path("incidentTickets").forEach(it -> entry("Of incident", TicketLines.title(it)));
    entry("Open for", at("/timeNeeded"));
    entry("Window", at("/window/text"));
    time("Opens", "/window/opensAt");
    time("Ended", "/closedAt");
    entry("Because", at("/because"));
    entry("Held in doubt", at("/held"));
  }

  /** Once it's decided nobody is asked any more. */
  private boolean isAwaited() {
    var state = at("/state");
    return state.isEmpty() || state.equalsIgnoreCase("awaiting_approval");
  }

  /** What its system says of a change: when it's planned, what is in the way, who said what. */
  private void ticket(JsonNode ticket) {
    entry("Ticket", TicketLines.title(ticket));
    entry("", TicketLines.change(ticket.path("change"), times));
    ticket.at("/change/conflicts").forEach(it -> entry("Conflict", JsonAnswers.text(it)));
    ticket
        .at("/change/approvals")
        .forEach(it -> entry("Said there", TicketLines.approval(it, times)));
    ticket.path("conflicts").forEach(it -> entry("Unsettled", TicketLines.conflict(it)));
  }

  /** Of whoever looks. */
  private void own(JsonNode you) {
    var why = JsonAnswers.at(you, "/code") + prefixed(you, ": ", "/why");
    var may =
        you.path("mayApprove").asBoolean(false) ? "may approve it" : "can't approve it: " + why;
    entry("You", you.isMissingNode() ? "" : may);
  }

  private void step(String title, JsonNode step) {
    var does =
        JsonAnswers.at(step, "/number")
            + ". "
            + JsonAnswers.at(step, "/action")
            + " "
            + JsonAnswers.at(step, "/target");
    entry(
        title,
        does
            + prefixed(step, " with ", "/parameters")
            + " by "
            + JsonAnswers.at(step, "/executor"));
    entry("", "expects " + JsonAnswers.at(step, "/expected"));
  }

  private static String prefixed(JsonNode node, String word, String pointer) {
    var text = JsonAnswers.at(node, pointer);
    return text.isEmpty() ? "" : word + text;
  }

  private void target(JsonNode target) {
    entry(
        "Target", JsonAnswers.at(target, "/target") + " now " + JsonAnswers.at(target, "/fields"));
  }

  private void probe(JsonNode probe) {
    var compared = JsonAnswers.at(probe, "/comparison").toLowerCase(Locale.ROOT);
    var limit = compared + " " + JsonAnswers.at(probe, "/threshold");
    var time = " for " + JsonAnswers.at(probe, "/stabilitySeconds") + " s";
    entry(
        "Proof",
        JsonAnswers.at(probe, "/name")
            + " of "
            + JsonAnswers.at(probe, "/entity")
            + " "
            + limit
            + time);
  }

  private void progress(JsonNode step) {
    var kind = step.path("rollback").asBoolean(false) ? "undo " : "step ";
    entry(
        "Progress",
        kind
            + JsonAnswers.at(step, "/number")
            + ": "
            + JsonAnswers.at(step, "/state")
            + prefixed(step, ", attempt ", "/attempt"));
    var pass = kind + JsonAnswers.at(step, "/number") + ": ";
    step.path("gate").forEach(it -> check(pass, it));
  }

  /**
   * @param pass before which step it was; empty before the execution as a whole
   */
  private void check(String pass, JsonNode check) {
    var result = JsonAnswers.at(check, "/result").replace('_', ' ');
    var name = pass + JsonAnswers.at(check, "/check");
    entry("Gate", name + " " + result + prefixed(check, ": ", "/input"));
  }

  private void reading(JsonNode reading) {
    var verdict = reading.path("holds").asBoolean(false) ? " holds" : " does not hold";
    entry(
        "Verified",
        JsonAnswers.at(reading, "/probe") + " = " + JsonAnswers.at(reading, "/value") + verdict);
  }

  private void decision(JsonNode decision) {
    var by = JsonAnswers.either(decision, "/byName", "/by");
    var word = JsonAnswers.at(decision, "/decision");
    var what =
        by + " " + (word.isEmpty() ? "approve" : word) + prefixed(decision, " for ", "/onBehalfOf");
    var when = times.show(JsonAnswers.at(decision, "/at"));
    entry("Decided", what + ", " + when + prefixed(decision, ": ", "/reason"));
    entry("", prefixed(decision, "stands for the group ", "/standsFor"));
    decision.path("conditions").forEach(it -> entry("", JsonAnswers.text(it)));
  }

  private void entries(String title, JsonNode texts) {
    texts.forEach(text -> entry(title, JsonAnswers.text(text)));
  }

  private void time(String title, String pointer) {
    entry(title, times.show(at(pointer)));
  }

  /** Nothing is cut: that could hide what a plan does. What is wrapped stays under its title. */
  private void entry(String title, String text) {
    if (!text.isBlank()) {
      var line = "  " + title + " ".repeat(Math.max(1, TITLES - title.length())) + text;
      lines.addAll(Wrapping.lines(line, width, TITLES + 2));
    }
  }

  private String at(String pointer) {
    return JsonAnswers.at(remediation, pointer);
  }
}
