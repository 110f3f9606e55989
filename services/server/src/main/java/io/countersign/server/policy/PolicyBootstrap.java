package io.countersign.server.policy;

import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.engine.Compilation.Compiled;
import io.countersign.policies.engine.Compilation.Rejected;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.StartRefusedException;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.SystemOrigin;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The first bundle: what the product comes with, and what is configured at the first start. Where
 * there is one already, neither has a say any more.
 */
@Component(PolicyBootstrap.NAME)
final class PolicyBootstrap {
  static final String NAME = "policyBootstrap";

  /**
   * @throws StartRefusedException with every problem of every file, where nothing is in force yet
   */
  PolicyBootstrap(
      PolicyBundles bundles,
      Configuration configuration,
      CommandSender commands,
      InstantSource clock)
      throws StartRefusedException {
    if (bundles.inForce().isEmpty()) {
      begin(content(configuration), commands, clock);
    }
  }

  private static void begin(BundleContent content, CommandSender commands, InstantSource clock)
      throws StartRefusedException {
    switch (BundleCompiler.compile(content)) {
      case Rejected<CompiledBundle>(var problems) ->
          throw new StartRefusedException(problems.stream().map(PolicyProblem::text).toList());
      case Compiled<CompiledBundle>(var bundle) -> {
        var blob = BundleFiles.blob(content);
        var command =
            new BeginWithBundle(
                PolicyBundleId.of(UUID.randomUUID()),
                BundleFiles.summary(content, bundle, blob, List.of()));
        var _ = commands.send(command, SystemOrigin.context(clock.instant()), blob);
      }
    }
  }

  private static BundleContent content(Configuration configuration) throws StartRefusedException {
    try {
      return PolicyOffer.read(configuration).together();
    } catch (IOException e) {
      throw new StartRefusedException(
          List.of("/runbooks: " + configuration.runbooks() + " can't be read: " + e));
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(List.of("/runbooks: " + e.getMessage()));
    }
  }
}
