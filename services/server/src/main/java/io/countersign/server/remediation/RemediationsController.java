package io.countersign.server.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.ReviewShortening;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.SettleDoubt;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.ledger.remediation.Publications;
import io.countersign.ledger.remediation.Remediations;
import io.countersign.ledger.remediation.ShownPlans;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.IncidentTitles;
import io.countersign.server.incident.ticket.ShownTickets;
import io.countersign.server.remediation.answer.RemediationItem;
import io.countersign.server.remediation.approval.DecisionPreview;
import io.countersign.server.remediation.window.ShownWindow;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of plans, and of people's decisions about them. */
@RestController
@RequestMapping("/api/v1/remediations")
class RemediationsController {
  private static final int REASON_CHARACTERS = 1_000;

  /** What a person decides. */
  enum Word {
    APPROVE,
    DENY,
    REVOKE
  }

  /**
   * A decision.
   *
   * @param planDigest of the plan that was seen
   * @param conditions of an approval
   */
  record Decided(
      @Nullable String decision,
      @Nullable String planDigest,
      @Nullable String reason,
      @Nullable GivenConditions conditions) {}

  /** Why. */
  record Reason(@Nullable String reason) {}

  /**
   * Fewer approvals that are to suffice.
   *
   * @param planDigest of the plan that was seen
   * @param quorum how many; absent for as few as policy lets
   */
  record Shortening(
      @Nullable String planDigest, @Nullable Integer quorum, @Nullable String reason) {}

  /**
   * What was found of a shortened quorum.
   *
   * @param justified whether it was right to shorten it
   */
  record Review(@Nullable Boolean justified, @Nullable String note) {}

  /**
   * What became of an effect that was in doubt.
   *
   * @param effect {@code occurred} or {@code absent}
   */
  record Settled(@Nullable String effect, @Nullable String reason) {}

  private final Remediations remediations;
  private final CommandSender commands;
  private final PrincipalNames names;
  private final IncidentTitles titles;
  private final ShownPlans shown;
  private final ShownWindow windows;
  private final DecisionPreview previews;
  private final ShownTickets tickets;
  private final Publications publications;

  RemediationsController(
      Remediations remediations,
      ShownPlans shown,
      CommandSender commands,
      PrincipalNames names,
      IncidentTitles titles,
      ShownWindow windows,
      DecisionPreview previews,
      ShownTickets tickets,
      Publications publications) {
    this.remediations = remediations;
    this.shown = shown;
    this.commands = commands;
    this.names = names;
    this.windows = windows;
    this.previews = previews;
    this.tickets = tickets;
    this.publications = publications;
    this.titles = titles;
  }

  @GetMapping
  Listed<RemediationItem> list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String incident,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller) {
    var filter =
        new Remediations.Filter(
            ParameterParsing.word("state", state, Remediations.State.class),
            incident == null || incident.isEmpty() ? null : incident);
    var lookup = names.lookup();
    var page = remediations.list(filter, caller.sight(), Paging.request(cursor, limit));
    var called = titles.of(page.items().stream().map(Remediations.Row::incident).toList());
    var holders = page.items().stream().flatMap(it -> Stream.of(it.id(), it.incident()));
    var held = tickets.summaries(holders.distinct().toList());
    return Listed.of(
        page, row -> RemediationItem.of(row, called.get(row.incident()), lookup, held));
  }

  @GetMapping("/{id}")
  RemediationItem read(@PathVariable String id, Origin origin) {
    var row =
        remediations
            .find(id)
            .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_REMEDIATION));
    if (waits(row) && origin.caller().actor().isPerson()) {
      shown.shown(row.id(), origin.caller().id(), row.planDigest(), origin.at());
    }
    var held = tickets.of(List.of(row.id(), row.incident()));
    return RemediationItem.of(row, title(row.incident()), names.lookup(), held)
        .with(windows.closed(row), windows.needed(row), published(row))
        .with(you(row, origin));
  }

  /** A machine decides nothing, and needn't be told why. */
  private RemediationItem.@Nullable You you(Remediations.Row row, Origin origin) {
    var actor = origin.caller().actor();
    return actor.isPerson()
        ? previews
            .waiting(new RemediationId(row.id()))
            .map(state -> RemediationItem.You.of(previews.of(state, actor, origin.at())))
            .orElse(null)
        : null;
  }

  private @Nullable String published(Remediations.Row row) {
    var policy = row.policy();
    return policy != null && policy.isHighRisk() && row.closedAt() == null
        ? publications.of(new RemediationId(row.id())).words()
        : null;
  }

  /** Only where policy asks for how long a plan was in front of whoever approves it. */
  private static boolean waits(Remediations.Row row) {
    return row.closedAt() == null
        && row.policy() instanceof PolicyDecision.NeedsApproval needed
        && needed.approval().dwellSeconds() > 0;
  }

  private @Nullable String title(String incident) {
    return titles.of(List.of(incident)).get(incident);
  }

  /** Who may, and whether it's still asked for, the decider judges, on the record. */
  @PostMapping("/{id}/decisions")
  CommandSender.Written decide(@PathVariable String id, @RequestBody Decided body, Origin origin) {
    var remediation = remediation(id);
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    var conditions = GivenConditions.read(body.conditions());
    var word = word(body);
    if (conditions != null && word != Word.APPROVE) {
      throw RefusedException.badRequest("/conditions", "are an approval's only");
    }
    var command = command(remediation, word, digest(body.planDigest()), reason, conditions);
    return commands.send(command, origin.context(remediation.value()));
  }

  /** The incident's commander lets fewer approvals suffice. */
  @PostMapping("/{id}/shortening")
  CommandSender.Written shorten(
      @PathVariable String id, @RequestBody Shortening body, Origin origin) {
    var remediation = remediation(id);
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    return commands.send(
        new ShortenQuorum(remediation, digest(body.planDigest()), body.quorum(), reason),
        origin.context(remediation.value()));
  }

  /** Somebody independent has looked at it. */
  @PostMapping("/{id}/shortening/review")
  CommandSender.Written review(@PathVariable String id, @RequestBody Review body, Origin origin) {
    var remediation = remediation(id);
    if (body.justified() == null) {
      throw RefusedException.badRequest("/justified", "must be true or false");
    }
    var note = ParameterParsing.optional("note", body.note(), REASON_CHARACTERS);
    return commands.send(
        new ReviewShortening(remediation, body.justified(), note),
        origin.context(remediation.value()));
  }

  @PostMapping("/{id}/stop")
  CommandSender.Written stop(@PathVariable String id, @RequestBody Reason body, Origin origin) {
    var remediation = remediation(id);
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    return commands.send(new RequestStop(remediation, reason), origin.context(remediation.value()));
  }

  /** A person has looked whether what was in doubt took effect: its targets are free again. */
  @PostMapping("/{id}/settlement")
  CommandSender.Written settle(@PathVariable String id, @RequestBody Settled body, Origin origin) {
    var remediation = remediation(id);
    var effect = ParameterParsing.word("/effect", body.effect(), DoubtSettled.Effect.class);
    if (effect == null) {
      throw RefusedException.badRequest("/effect", "must be occurred or absent");
    }
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    return commands.send(
        new SettleDoubt(remediation, effect, reason), origin.context(remediation.value()));
  }

  private static RemediationCommand command(
      RemediationId remediation,
      Word word,
      Digest digest,
      String reason,
      @Nullable ApprovalConditions conditions) {
    return switch (word) {
      case APPROVE -> new Approve(remediation, digest, reason, conditions);
      case DENY -> new Deny(remediation, digest, reason);
      case REVOKE -> new Revoke(remediation, digest, reason);
    };
  }

  private static Word word(Decided body) {
    var word = ParameterParsing.word("/decision", body.decision(), Word.class);
    if (word == null) {
      throw RefusedException.badRequest("/decision", "must be approve, deny or revoke");
    }
    return word;
  }

  private static Digest digest(@Nullable String planDigest) {
    var digest =
        ParameterParsing.parameter(
            "/planDigest", planDigest, Digest::new, "64 hex digits, as the plan shows it");
    if (digest == null) {
      throw RefusedException.badRequest("/planDigest", "is missing: name the plan that was seen");
    }
    return digest;
  }

  private static RemediationId remediation(String id) {
    return ParameterParsing.id(id, RemediationId::new, RefusalCode.UNKNOWN_REMEDIATION);
  }
}
