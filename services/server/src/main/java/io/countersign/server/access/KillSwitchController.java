package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.ledger.access.KillSwitch;
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

/** The kill switch: nothing is executed while it is on. */
@RestController
@RequestMapping("/api/v1/kill-switch")
class KillSwitchController {
  /** How it's set. */
  record Wanted(@Nullable Boolean on, @Nullable String reason) {}

  /**
   * How it is.
   *
   * @param by who set it last
   */
  record State(
      boolean on,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String byName,
      @Nullable Instant at) {}

  private final KillSwitch killSwitch;
  private final CommandSender commands;
  private final PrincipalNames names;

  KillSwitchController(KillSwitch killSwitch, CommandSender commands, PrincipalNames names) {
    this.killSwitch = killSwitch;
    this.commands = commands;
    this.names = names;
  }

  @GetMapping
  State read() {
    return killSwitch
        .setting()
        .map(
            it ->
                new State(
                    it.on(),
                    it.reason(),
                    it.by().value(),
                    names.lookup().of(it.by().value()),
                    it.at()))
        .orElse(new State(false, null, null, null, null));
  }

  /** Anybody may try; who isn't an administrator is refused, on the record. */
  @PutMapping
  CommandSender.Written set(@RequestBody Wanted body, Origin origin) {
    if (body.on() == null) {
      throw RefusedException.badRequest("/on", "must be true or false");
    }
    var reason = ParameterParsing.optional("reason", body.reason(), 1000);
    return commands.send(
        new SetKillSwitch(PrincipalId.SYSTEM, body.on(), reason), origin.context(null));
  }
}
