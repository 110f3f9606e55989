package io.countersign.server.access.halt;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.confirmation.ConfirmationSubject.KillSwitchRelease;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.access.scope.NothingWithin;
import io.countersign.server.web.Caller;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The kill switch: nothing is executed where it is on. */
@RestController
@RequestMapping("/api/v1/kill-switch")
class KillSwitchController {
  private static final int PART = 200;

  /** How it's set, and where: what isn't named bounds nothing. */
  record Wanted(
      @Nullable Boolean on,
      @Nullable String reason,
      @Nullable String team,
      @Nullable String environment,
      @Nullable String service,
      @Nullable String action) {
    Scope scope() {
      return new Scope(
          ParameterParsing.word("team", team, PART),
          ParameterParsing.word("environment", environment, PART),
          ParameterParsing.word("service", service, PART),
          ParameterParsing.word("action", action, PART));
    }
  }

  /**
   * How it is for everything.
   *
   * @param by who set it last
   * @param halts how many halts there are, of everything or a part, as far as who asks may see them
   */
  record State(
      boolean on,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String byName,
      @Nullable Instant at,
      int halts) {}

  /**
   * What came of it.
   *
   * @param outcome {@code done}, {@code unchanged} or {@code proposed}
   * @param confirmation by which a second person agrees; absent when nothing waits
   * @param warning that a halt stops nothing that is known; absent where it does
   */
  record Changed(
      long position, String outcome, @Nullable String confirmation, @Nullable String warning) {
    static Changed of(CommandSender.Written it) {
      return new Changed(it.position(), it.outcome(), null, null);
    }
  }

  private final KillSwitch killSwitch;
  private final HaltsInSight halts;
  private final ProposedChanges proposals;
  private final CommandSender commands;
  private final PrincipalNames names;
  private final NothingWithin nothing;

  KillSwitchController(
      KillSwitch killSwitch,
      HaltsInSight halts,
      ProposedChanges proposals,
      CommandSender commands,
      PrincipalNames names,
      NothingWithin nothing) {
    this.killSwitch = killSwitch;
    this.halts = halts;
    this.proposals = proposals;
    this.commands = commands;
    this.names = names;
    this.nothing = nothing;
  }

  @GetMapping
  State read(Caller caller) {
    int count = halts.of(caller.sight()).size();
    return killSwitch
        .setting()
        .map(
            it ->
                new State(
                    it.on(),
                    it.reason(),
                    it.by().value(),
                    names.lookup().of(it.by().value()),
                    it.at(),
                    count))
        .orElse(new State(false, null, null, null, null, count));
  }

  /**
   * On alone, off with a second person. Anybody may try; who isn't an administrator, nor operates
   * or commands the named part, is refused, on the record.
   */
  @PutMapping
  Changed set(@RequestBody Wanted body, Origin origin) {
    if (body.on() == null) {
      throw RefusedException.badRequest("/on", "must be true or false");
    }
    var reason = ParameterParsing.optional("reason", body.reason(), 1000);
    return body.on() ? halt(body.scope(), reason, origin) : release(body.scope(), reason, origin);
  }

  /**
   * Alone and at once, also where nothing known is meant: whoever stops something isn't held up by
   * a question. What others agreed to about an earlier halt is over.
   */
  private Changed halt(Scope scope, String reason, Origin origin) {
    var command = new SetKillSwitch(PrincipalId.SYSTEM, true, scope, reason, null);
    var older = proposals.releases(scope, origin.at());
    var written = commands.send(command, origin.context(null), older);
    return new Changed(written.position(), written.outcome(), null, warning(scope));
  }

  private @Nullable String warning(Scope scope) {
    return nothing
        .why(scope)
        .map("It's on, and it stops nothing that is known: %s."::formatted)
        .orElse(null);
  }

  private Changed release(Scope scope, String reason, Origin origin) {
    var halt = killSwitch.halts().stream().filter(it -> it.scope().equals(scope)).findFirst();
    if (halt.isEmpty() || proposals.needNone()) {
      var command = new SetKillSwitch(PrincipalId.SYSTEM, false, scope, reason, null);
      return Changed.of(commands.send(command, origin.context(null)));
    }
    if (reason.isBlank()) {
      throw new RefusedException(RefusalCode.REASON_REQUIRED);
    }
    var proposed = proposals.propose(new KillSwitchRelease(halt.get().at(), reason, scope), origin);
    return new Changed(proposed.position(), "proposed", proposed.confirmation().value(), null);
  }
}
