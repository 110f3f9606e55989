package io.countersign.server.conversation.card;

import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.CardAction;
import io.countersign.connectors.spi.conversation.CardFact;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.Remediations.State;
import io.countersign.server.remediation.answer.RemediationItem;
import io.countersign.server.summary.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The card of a plan that people decide about: the same facts as {@code countersign approve} shows,
 * within a card's bounds. Whatever the plan, it shows its digest, its risk and until when it can be
 * decided; of what doesn't fit it says how much there is and where it stands.
 *
 * @param incidentTitle what the incident means
 * @param evidence the reasons that weigh most, one a line
 * @param approvers who could approve it now, by name
 * @param window null where no calendar is in its way
 * @param tickets its change requests, and the incident's tickets
 */
record PlanCard(
    Remediations.Row row,
    String incidentTitle,
    List<String> evidence,
    List<String> approvers,
    RemediationItem.@Nullable Window window,
    TicketFacts tickets,
    UnaryOperator<String> names) {
  private static final int MOST_TEXT = 3000;
  private static final int MOST_NAMES = 500;
  private static final int APPROVERS = 10;
  private static final int AFFECTED = 20;
  private static final int LINKS = 2;

  static final String NOTHING_ELSE = "nothing else, by the catalogue";

  CardFace face(Buttons buttons) {
    boolean waits = row.state() == State.AWAITING_APPROVAL;
    var actions = new ArrayList<CardAction>(waits ? buttons(buttons) : List.of());
    tickets.links().stream().limit(LINKS).forEach(actions::add);
    boolean over = row.closedAt() != null && row.held().isEmpty();
    return new CardFace(new Card(title(), tone(), text(), facts(), actions), over);
  }

  private List<CardAction> buttons(Buttons buttons) {
    return buttons.ofApproval(row.id(), row.planDigest(), isApprovableHere());
  }

  /** Nobody approves what they aren't shown. */
  private boolean isApprovableHere() {
    return isRiskTakenHere() && isWhole();
  }

  private boolean isRiskTakenHere() {
    return asked() != null && (risk().equals("low") || risk().equals("medium"));
  }

  /** Whether all that the plan does, and to what, is on the card. */
  private boolean isWhole() {
    return fitted(story()).whole()
        && affected().whole()
        && fitted(FittedText.FACT, dryRun()).whole();
  }

  private @Nullable Approval asked() {
    return row.policy() instanceof PolicyDecision.NeedsApproval needed ? needed.approval() : null;
  }

  private String risk() {
    var asked = asked();
    return asked == null ? "" : asked.risk();
  }

  private String title() {
    var steps =
        row.plan().steps().stream()
            .map(it -> it.action() + " " + it.target().name())
            .collect(Collectors.joining(", then "));
    return state() + ": " + steps;
  }

  private String state() {
    return switch (row.state()) {
      case PROPOSED -> "Proposed";
      case AWAITING_APPROVAL -> "Approve? (" + risk() + " risk)";
      case APPROVED -> "Approved";
      case EXECUTING -> "Executing";
      case VERIFYING -> "Executed, verifying";
      case ROLLING_BACK -> "Rolling back";
      case COMPLETED -> "Executed and verified";
      case ROLLED_BACK -> "Rolled back";
      case ABANDONED -> "Abandoned, a person takes over";
      case EXPIRED -> "Expired";
      case DENIED -> "Denied";
      case WITHDRAWN -> "Withdrawn" + (row.withdrawal() == null ? "" : why());
    };
  }

  private String why() {
    var withdrawal = row.withdrawal();
    return withdrawal == null ? "" : " (" + Phrases.plain(withdrawal) + ")";
  }

  private Card.Tone tone() {
    return switch (row.state()) {
      case AWAITING_APPROVAL -> Card.Tone.ATTENTION;
      case COMPLETED -> Card.Tone.SUCCESS;
      case ROLLING_BACK, ROLLED_BACK, ABANDONED -> Card.Tone.DANGER;
      case PROPOSED, APPROVED, EXECUTING, VERIFYING, EXPIRED, DENIED, WITHDRAWN ->
          Card.Tone.NEUTRAL;
    };
  }

  private String text() {
    var lines = new ArrayList<>(story());
    if (row.state() == State.AWAITING_APPROVAL && !isApprovableHere()) {
      var why = isRiskTakenHere() ? "Not all of it fits here: it" : "Such a risk";
      lines.add(1, why + " isn't approved here. Where: countersign approve " + row.id());
    }
    return fitted(lines).text();
  }

  private List<String> story() {
    var plan = row.plan();
    var lines = new ArrayList<String>();
    lines.add(incidentTitle);
    lines.add("Cause: " + plan.cause());
    plan.targets().forEach(it -> lines.add("Now: " + it.target() + " has " + pairs(it.fields())));
    plan.preconditions().forEach(it -> lines.add("Only if " + it));
    plan.steps().forEach(it -> lines.add(step("", it)));
    plan.rollback().forEach(it -> lines.add(step("undo ", it)));
    plan.probes().forEach(it -> lines.add(proof(it)));
    if (row.because() != null) {
      lines.add(row.because());
    }
    return lines;
  }

  private FittedText fitted(List<String> lines) {
    return fitted(MOST_TEXT, lines);
  }

  private FittedText fitted(int most, List<String> lines) {
    return FittedText.of(lines, most, everything());
  }

  private FittedText affected() {
    return FittedText.list(row.plan().affected(), AFFECTED, FittedText.FACT);
  }

  /** That nothing else is affected is a fact of the plan's, too. */
  private String radius() {
    return row.plan().affected().isEmpty() ? NOTHING_ELSE : affected().text();
  }

  private List<String> dryRun() {
    return List.of(row.plan().dryRun());
  }

  private String everything() {
    return "countersign remediation " + row.id();
  }

  private static String step(String word, PlannedStep it) {
    var parameters = it.parameters().isEmpty() ? "" : " with " + pairs(it.parameters());
    var expected = it.expected().isEmpty() ? "" : "; expects " + pairs(it.expected());
    return "%s%s. %s %s%s by %s%s"
        .formatted(
            word, it.number(), it.action(), it.target(), parameters, it.executor(), expected);
  }

  /** What is measured afterwards: without it, it isn't done. */
  private static String proof(Probe it) {
    return "Verified by %s of %s: %s %s for %s s"
        .formatted(
            it.name(),
            it.entity(),
            Phrases.plain(it.comparison()),
            it.threshold(),
            it.stabilitySeconds());
  }

  private static String pairs(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  /** Ten at most: what a decision can't do without first. */
  private List<CardFact> facts() {
    return Stream.of(
            new CardFact("Plan digest", row.planDigest().hex()),
            new CardFact("Risk", riskAndRules()),
            new CardFact("Until", row.request() == null ? "" : until(row.request())),
            fact("Decided", row.decisions().reversed().stream().map(this::word).toList()),
            new CardFact("Who decides", whoDecides()),
            fact("Dry run", dryRun()),
            new CardFact("Affects", radius()),
            fact("Evidence", evidence),
            fact("Tickets", tickets.lines()),
            course())
        .filter(it -> !it.value().isBlank())
        .toList();
  }

  /** A calendar is in the way only of what hasn't begun. */
  private CardFact course() {
    return window == null
        ? fact("Progress", row.steps().stream().flatMap(PlanCard::progress).toList())
        : new CardFact("Window", window.text());
  }

  private CardFact fact(String label, List<String> lines) {
    return new CardFact(label, fitted(FittedText.FACT, lines).text());
  }

  private String riskAndRules() {
    var policy = row.policy();
    return policy == null
        ? "not judged yet"
        : (risk().isEmpty() ? "none to approve" : risk())
            + ", by "
            + FittedText.list(policy.rules(), APPROVERS, MOST_NAMES).text();
  }

  private String until(Remediations.Request request) {
    return row.closedAt() == null
        ? Phrases.time(request.expiresAt())
        : Phrases.time(request.expiresAt()) + "; ended " + Phrases.time(row.closedAt());
  }

  private String whoDecides() {
    var asked = asked();
    if (asked == null) {
      return "";
    }
    var terms = Phrases.counted(asked.quorum(), "approval") + " by " + Phrases.roles(asked.roles());
    var missing = row.shortfall() == null ? "" : "; impossible by now: " + row.shortfall();
    return row.state() == State.AWAITING_APPROVAL ? terms + "; could: " + could() + missing : terms;
  }

  private String could() {
    if (approvers.isEmpty()) {
      return "nobody now";
    }
    var named = FittedText.list(approvers, APPROVERS, MOST_NAMES).text();
    return approvers.size() < PlanApprovers.MOST ? named : "at least " + named;
  }

  private String word(Remediations.Word it) {
    var reason = Phrases.reason(it.reason());
    return "%s by %s at %s%s"
        .formatted(
            Phrases.plain(it.decision()), names.apply(it.by()), Phrases.time(it.at()), reason);
  }

  private static Stream<String> progress(Remediations.Step step) {
    return step.state() == Remediations.StepState.PLANNED
        ? Stream.of()
        : Stream.of(
            "%s%s: %s%s"
                .formatted(
                    step.rollback() ? "undo " : "step ",
                    step.planned().number(),
                    Phrases.plain(step.state()),
                    step.code() == null ? "" : " (" + step.code() + ")"));
  }
}
