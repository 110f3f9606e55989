package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.engine.Compilation.Compiled;
import io.countersign.policies.engine.Compilation.Rejected;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.server.planning.RunbooksInForce;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The law that this server decides by: whoever asks gets what is in force on record at that moment,
 * whichever server it took effect on.
 */
@Component
@DependsOn(PolicyBootstrap.NAME)
public final class LawInForce implements RunbooksInForce {
  private static final Logger LOG = LoggerFactory.getLogger(LawInForce.class);

  private final PolicyBundles bundles;
  private final BundleFiles files;
  private volatile @Nullable Law last;

  LawInForce(PolicyBundles bundles, BundleFiles files) {
    this.bundles = bundles;
    this.files = files;
  }

  /** As of now. */
  public Law law() {
    var inForce = bundles.inForce().orElseThrow();
    var known = last;
    return known != null && known.digest().equals(inForce.digest()) ? known : take(inForce);
  }

  @Override
  public List<Runbook> runbooks() {
    return law().runbooks();
  }

  private synchronized Law take(InForce inForce) {
    var known = last;
    if (known != null && known.digest().equals(inForce.digest())) {
      return known;
    }
    var taken = compiled(inForce);
    last = taken;
    LOG.info("policies: bundle {} ({}) is in force", inForce.number(), inForce.digest());
    return taken;
  }

  private Law compiled(InForce inForce) {
    var content = files.content(bundles.find(inForce.bundle()).orElseThrow().summary());
    return content
        .<Law>map(
            it ->
                switch (BundleCompiler.compile(it)) {
                  case Compiled<CompiledBundle>(var bundle) -> new Law.Usable(bundle);
                  case Rejected<CompiledBundle>(var problems) ->
                      unusable(inForce.digest(), texts(problems));
                })
        .orElseGet(
            () -> unusable(inForce.digest(), "its files are gone, or aren't what they were"));
  }

  private static Law unusable(Digest digest, String why) {
    LOG.error("the policies in force can't be used, so everything is forbidden: {}", why);
    return new Law.Unusable(digest, why);
  }

  private static String texts(List<PolicyProblem> problems) {
    return problems.stream().map(PolicyProblem::text).collect(Collectors.joining("; "));
  }
}
