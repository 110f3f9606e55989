package io.countersign.server.access.halt;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.access.AccessCommand.SetKillSwitch;
import io.countersign.domain.access.Scope;
import io.countersign.server.access.confirmation.ProposedChanges;
import io.countersign.server.config.Installation;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The kill switch of a server that is started halted: on before any loop can act. */
@Component(HaltAtStart.NAME)
public final class HaltAtStart {
  public static final String NAME = "haltAtStart";

  HaltAtStart(
      Installation installation,
      ProposedChanges proposals,
      CommandSender commands,
      InstantSource clock) {
    if (installation.halted()) {
      var command = new SetKillSwitch(PrincipalId.SYSTEM, true, "started halted (up --halted)");
      var at = clock.instant();
      var _ =
          commands.send(
              command, SystemOrigin.context(at), proposals.releases(Scope.EVERYWHERE, at));
    }
  }
}
