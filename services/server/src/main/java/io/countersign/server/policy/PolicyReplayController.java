package io.countersign.server.policy;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.server.policy.PolicyReplay.Flip;
import io.countersign.server.policy.PolicyReplay.Stretch;
import io.countersign.server.web.problem.RefusedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that asks what a bundle would have said to what was decided. */
@RestController
class PolicyReplayController {
  /**
   * Which bundle, over which stretch of the record.
   *
   * @param files of a bundle that isn't proposed; absent for one that is
   * @param bundle its id; absent for {@code files}, or for the one in force
   * @param from the position of the first event; absent for the beginning
   * @param to the position of the last; absent for the end
   */
  record Asked(
      @Nullable Map<String, String> files,
      @Nullable String bundle,
      @Nullable Long from,
      @Nullable Long to) {}

  /**
   * What came of it.
   *
   * @param digest of the bundle
   * @param through the position up to which it was looked at
   * @param decisions how many could be replayed
   * @param notReplayable how many couldn't, since what they looked at isn't on record
   * @param flipped how many come out otherwise
   * @param newlyAllowed of those, how many would have taken fewer people or none
   * @param refusedExecutions how many plans that were carried out would have been refused
   * @param flips those that come out otherwise, at most 10,000
   */
  record ReplayAnswer(
      String digest,
      long through,
      int decisions,
      int notReplayable,
      int flipped,
      int newlyAllowed,
      int refusedExecutions,
      List<Flip> flips) {}

  private final PolicyBundles bundles;
  private final BundleFiles files;
  private final PolicyReplay replay;

  PolicyReplayController(PolicyBundles bundles, BundleFiles files, PolicyReplay replay) {
    this.bundles = bundles;
    this.files = files;
    this.replay = replay;
  }

  @PostMapping("/api/v1/policy/replay")
  ReplayAnswer replay(@RequestBody Asked asked) {
    var bundle = BundleProposals.compiled(BundleCompiler.compile(content(asked)));
    var all = replay.all();
    var stretch =
        new Stretch(
            asked.from() == null ? all.after() : asked.from() - 1,
            asked.to() == null ? all.through() : Math.min(asked.to(), all.through()));
    var came = replay.replay(bundle, stretch);
    var summary = came.summary();
    return new ReplayAnswer(
        bundle.digest().hex(),
        summary.through(),
        summary.decisions(),
        summary.notReplayable(),
        summary.flipped(),
        summary.newlyAllowed(),
        summary.refusedExecutions(),
        came.flips());
  }

  private BundleContent content(Asked asked) {
    var texts = asked.files();
    if (texts != null) {
      return BundleFiles.given(texts);
    }
    var id = asked.bundle();
    var bundle = id == null ? bundles.inForce().orElseThrow().bundle() : known(id);
    return bundles
        .find(bundle)
        .flatMap(it -> files.content(it.summary()))
        .orElseThrow(() -> new RefusedException(RefusalCode.UNKNOWN_POLICY_BUNDLE));
  }

  private static PolicyBundleId known(String id) {
    try {
      return new PolicyBundleId(id);
    } catch (IllegalArgumentException _) {
      throw new RefusedException(RefusalCode.UNKNOWN_POLICY_BUNDLE);
    }
  }
}
