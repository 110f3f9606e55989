package io.countersign.server.access;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Surface;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.server.config.Installation;
import io.countersign.server.web.CommandSender;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The kill switch of a server that is started halted: on before any loop can act. */
@Component(HaltAtStart.NAME)
public final class HaltAtStart {
  public static final String NAME = "haltAtStart";

  HaltAtStart(Installation installation, CommandSender commands, InstantSource clock) {
    if (installation.halted()) {
      var command = new SetKillSwitch(PrincipalId.SYSTEM, true, "started halted (up --halted)");
      var _ = commands.send(command, context(clock));
    }
  }

  private static CommandContext context(InstantSource clock) {
    return new CommandContext(
        UUID.randomUUID(),
        Actor.SYSTEM,
        clock.instant(),
        Surface.SYSTEM,
        null,
        null,
        null,
        Facts.NONE);
  }
}
