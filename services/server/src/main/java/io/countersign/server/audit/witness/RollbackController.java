package io.countersign.server.audit.witness;

import io.countersign.domain.audit.RollbackCommand.AcceptRollback;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.ParameterParsing;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of the decision that a record goes on without what its witnesses had seen of it. */
@RestController
class RollbackController {
  private static final int REASON_CHARACTERS = 1_000;

  /** Why. */
  record Accepted(@Nullable String reason) {}

  private final CommandSender commands;

  RollbackController(CommandSender commands) {
    this.commands = commands;
  }

  @PostMapping("/api/v1/audit/rollback/acceptance")
  CommandSender.Written accept(@RequestBody Accepted body, Origin origin) {
    var reason = ParameterParsing.optional("reason", body.reason(), REASON_CHARACTERS);
    return commands.send(new AcceptRollback(reason), origin.context("rollback"));
  }
}
