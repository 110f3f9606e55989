package io.countersign.server.conversation;

import io.countersign.domain.access.Sight;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.ledger.incident.IncidentInbox;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.view.Page;
import io.countersign.server.incident.IncidentTitles;
import io.countersign.server.summary.Phrases;
import io.countersign.server.web.ParameterParsing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The readings of what a person may see, in a few lines of plain text: the views' own. */
@Component
final class ChatReadings {
  private static final int MOST = 10;
  private static final int MOST_STEPS = 3;
  private static final Page.Request FIRST = new Page.Request(null, MOST);
  private static final Remediations.Filter WAITING =
      new Remediations.Filter(Remediations.State.AWAITING_APPROVAL, null);

  private final IncidentInbox inbox;
  private final Remediations remediations;
  private final IncidentTitles titles;

  ChatReadings(IncidentInbox inbox, Remediations remediations, IncidentTitles titles) {
    this.inbox = inbox;
    this.remediations = remediations;
    this.titles = titles;
  }

  String status(Sight sight) {
    var open = new TreeMap<Severity, Integer>();
    Page.<IncidentInbox.Row>each(
        page -> inbox.list(IncidentInbox.Filter.OPEN, sight, page),
        row -> open.merge(row.severity(), 1, Integer::sum));
    var waiting = new AtomicInteger();
    Page.<Remediations.Row>each(
        page -> remediations.list(WAITING, sight, page), _ -> waiting.incrementAndGet());
    return "Open incidents: %s%s. Plans that wait for a decision: %s."
        .formatted(
            open.values().stream().mapToInt(it -> it).sum(), bySeverity(open), waiting.get());
  }

  private static String bySeverity(Map<Severity, Integer> open) {
    var told =
        open.entrySet().stream()
            .map(it -> it.getValue() + " " + ParameterParsing.lower(it.getKey()))
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? "" : " (" + told + ")";
  }

  String incidents(Sight sight) {
    var open = inbox.list(IncidentInbox.Filter.OPEN, sight, FIRST);
    var called = titles.of(open.items().stream().map(IncidentInbox.Row::id).toList());
    return listed(
        "Nothing is open that you may see.",
        open.items().stream()
            .map(it -> line(it, called.getOrDefault(it.id(), it.title())))
            .toList(),
        open.next() != null,
        "countersign incidents");
  }

  String approvals(Sight sight) {
    var waiting = remediations.list(WAITING, sight, FIRST);
    return listed(
        "Nothing waits for a decision that you may see.",
        waiting.items().stream().map(ChatReadings::line).toList(),
        waiting.next() != null,
        "countersign approvals");
  }

  /** The state of one incident; empty where it isn't there, or isn't in sight. */
  Optional<String> incident(String id, Sight sight) {
    if (!inbox.exists(id, sight)) {
      return Optional.empty();
    }
    var called = titles.of(List.of(id));
    return inbox.rows(List.of(id)).stream()
        .findFirst()
        .map(it -> line(it, called.getOrDefault(it.id(), it.title())) + plans(id, sight));
  }

  private String plans(String incident, Sight sight) {
    var filter = new Remediations.Filter(null, incident);
    return remediations.list(filter, sight, FIRST).items().stream()
        .map(it -> "\n" + line(it))
        .collect(Collectors.joining());
  }

  private static String line(IncidentInbox.Row it, String title) {
    return "%s: %s, %s, %s of %s alerts firing: %s"
        .formatted(
            it.id(),
            ParameterParsing.lower(it.state()),
            ParameterParsing.lower(it.severity()),
            it.firing(),
            it.alerts(),
            title);
  }

  private static String line(Remediations.Row it) {
    return "%s: %s by %s (%s%s), plan %s"
        .formatted(
            it.id(),
            does(it),
            it.plan().runbook(),
            ParameterParsing.lower(it.state()),
            asked(it),
            it.planDigest().hex().substring(0, 12));
  }

  /** What on what; of more than a few, how many more. */
  private static String does(Remediations.Row it) {
    var steps = it.plan().steps();
    var told =
        steps.stream()
            .limit(MOST_STEPS)
            .map(step -> step.action() + " " + step.target())
            .collect(Collectors.joining(", then "));
    int left = steps.size() - MOST_STEPS;
    return left > 0 ? told + " and " + left + " more" : told;
  }

  private static String asked(Remediations.Row it) {
    if (!(it.policy() instanceof PolicyDecision.NeedsApproval needed)) {
      return "";
    }
    var risk = ", " + needed.approval().risk() + " risk";
    var request = it.request();
    return request == null || it.state() != Remediations.State.AWAITING_APPROVAL
        ? risk
        : risk + ", until " + Phrases.time(request.expiresAt());
  }

  private static String listed(String none, List<String> lines, boolean more, String command) {
    if (lines.isEmpty()) {
      return none;
    }
    return String.join("\n", lines) + (more ? "\nand more: " + command : "");
  }
}
