package io.countersign.server.ticketing.change;

import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.decision.ChangeConsent.Obstacle;
import io.countersign.domain.remediation.decision.ChangeConsent.Shown;
import io.countersign.domain.ticketing.ChangeWord;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.ticketing.ChangeApprovals;
import io.countersign.server.ticketing.act.TicketAccounts;
import io.countersign.server.ticketing.act.TicketAct;
import io.countersign.server.ticketing.act.TicketActs;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The last words of linked people on a change request, as what they ask for here where policy
 * counts them: their yes as an approval of exactly the plan that the ticket shows, and what took
 * that yes back there as taking it back here. The plan's decider judges it like any other word of
 * theirs; what was sent once isn't sent again.
 */
@Component
final class ChangeApproving {
  private final Ledger ledger;
  private final TicketAccounts accounts;
  private final ChangeApprovals approvals;
  private final ChangeFields fields;
  private final TicketActs acts;
  private final InstantSource clock;

  ChangeApproving(
      Ledger ledger,
      TicketAccounts accounts,
      ChangeApprovals approvals,
      ChangeFields fields,
      TicketActs acts,
      InstantSource clock) {
    this.ledger = ledger;
    this.accounts = accounts;
    this.approvals = approvals;
    this.fields = fields;
    this.acts = acts;
    this.clock = clock;
  }

  /**
   * Has the plan decide.
   *
   * @param said the last word of each account that stands there now
   * @param known those that were known before
   * @param theirs the plan's texts as the ticket has them now
   * @return each of either, with what became of it
   */
  Map<String, ChangeWord> take(
      TicketLinkId link,
      Map<String, Approval> said,
      Map<String, ChangeWord> known,
      List<String> theirs) {
    var ground = ground(link, theirs);
    var words = new LinkedHashMap<String, ChangeWord>();
    known.forEach((account, old) -> words.put(account, old.because(Obstacle.WITHDRAWN.name())));
    said.forEach((account, it) -> words.put(account, word(ground, it, known.get(account))));
    ground.standing().counted().keySet().stream()
        .filter(it -> words.values().stream().noneMatch(word -> ChangeGround.isYes(word, it)))
        .forEach(it -> revoke(ground, it, known, words));
    return words;
  }

  private ChangeGround ground(TicketLinkId link, List<String> theirs) {
    if (link.isIncident()) {
      return ChangeGround.none(link);
    }
    var id = new RemediationId(link.holder());
    var ours = fields.of(id);
    var others =
        Stream.of("plan", "backout")
            .map(it -> ours.getOrDefault(it, ""))
            .flatMap(it -> Stream.of(it, TextRedaction.text(it)))
            .toList();
    var block = fields.block(id).map(TextRedaction::text).orElse("");
    return new ChangeGround(
        link, ledger.remediation(id), new Shown(theirs, block, others), approvals.of(link));
  }

  private ChangeWord word(ChangeGround on, Approval said, @Nullable ChangeWord old) {
    var account = said.by().id();
    var system = on.link().system();
    var person = accounts.personOf(system, account).orElse(null);
    if (old != null && on.stays(said, old, person)) {
      return old;
    }
    var setBy = said.isSetterKnown() ? said.setBy().id() : null;
    var word = new ChangeWord(person, said.approved(), said.at(), null, setBy, null);
    var obstacle = on.obstacle(said, old, person, clock.instant());
    if (obstacle.isPresent()) {
      return word.because(obstacle.get());
    }
    return on.plan() instanceof Remediation.Known plan && person != null
        ? word.because(approve(on, plan, person, said))
        : word.because(Obstacle.NOT_ASKED.name());
  }

  /**
   * In words of ours: theirs are beside the record, and a policy that asks for a reason has it.
   *
   * @return the code of its refusal; null where it took effect
   */
  private @Nullable String approve(
      ChangeGround on, Remediation.Known plan, PrincipalId by, Approval said) {
    var digest = plan.dossier().planDigest();
    var reason =
        said.comment().isBlank()
            ? ""
            : "Approved on its change request in " + on.link().system() + ".";
    var act = TicketAct.of(on.link(), by, said.by().id(), "approve " + said.at(), 0).shown(digest);
    var code = acts.send(new Approve(plan.dossier().remediation(), digest, reason), act);
    return code.isEmpty() ? null : code;
  }

  private void revoke(
      ChangeGround on,
      PrincipalId by,
      Map<String, ChangeWord> known,
      Map<String, ChangeWord> words) {
    var system = on.link().system();
    var account = account(system, by, known, words);
    if (account.isPresent()
        && on.plan() instanceof Remediation.Known plan
        && !(plan instanceof Remediation.Closed)) {
      var why = "Doesn't stand any more on its change request in " + system + ".";
      var when = on.standing().counted().get(by);
      var act = TicketAct.of(on.link(), by, account.get(), "revoke " + when, 0);
      var revoke = new Revoke(plan.dossier().remediation(), plan.dossier().planDigest(), why);
      var _ = acts.send(revoke, act);
    }
  }

  /**
   * The account whose word was counted and isn't what it was: what was tried once isn't again. The
   * person's own where a kill kept the word from being known.
   */
  private Optional<String> account(
      String system, PrincipalId by, Map<String, ChangeWord> known, Map<String, ChangeWord> words) {
    var theirs = known.entrySet().stream().filter(it -> by.equals(it.getValue().person())).toList();
    return theirs.isEmpty()
        ? accounts.accountOf(by, system)
        : theirs.stream()
            .filter(it -> !it.getValue().equals(words.get(it.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
  }

  /** The one of two of the same account that counts: nobody else's yes stands before their own. */
  static Approval last(Approval one, Approval other) {
    if (one.approved() && other.approved() && one.isByThemselves() != other.isByThemselves()) {
      return one.isByThemselves() ? one : other;
    }
    return other.at().isBefore(one.at()) ? one : other;
  }

  /** Whether it's somebody's there. */
  static boolean isOfPeople(Approval said, TicketUser self) {
    return !said.by().equals(self) && !said.by().equals(TicketUser.UNSEEN);
  }
}
