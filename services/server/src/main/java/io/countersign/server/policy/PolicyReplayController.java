package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.server.policy.PolicyReplay.Flip;
import io.countersign.server.policy.PolicyReplay.Stretch;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** A request lasts about as long at most. */
  private static final PolicyReplay.Bounds BOUNDS =
      new PolicyReplay.Bounds(Duration.ofSeconds(10), true);

  /**
   * What came of a part of the stretch: as much as can be decided again, and listed, at once.
   *
   * @param digest of the bundle
   * @param through the position up to which it was looked at
   * @param end the last position that was asked for; to go on, ask {@code from} behind {@code
   *     through} while that is before it
   * @param decisions how many could be replayed, at proposals and at the gate
   * @param notReplayable how many couldn't, since what they looked at isn't on record
   * @param flipped how many come out otherwise
   * @param otherRules how many come out the same, by other rules
   * @param newlyAllowed of the flipped, how many would have asked for less
   * @param refusedExecutions how many plans that were carried out would have been refused
   * @param incidents how many incidents have a decision that comes out otherwise
   * @param approvals how many plans people would have been asked about otherwise
   * @param engineDrift how many come out otherwise by the same rules, from another version
   * @param flips all of this part that come out otherwise
   */
  record ReplayAnswer(
      String digest,
      long through,
      long end,
      int decisions,
      int notReplayable,
      int flipped,
      int otherRules,
      int newlyAllowed,
      int refusedExecutions,
      int incidents,
      int approvals,
      int engineDrift,
      List<Flip> flips) {
    private static ReplayAnswer of(Digest bundle, PolicyReplay.Replayed came) {
      var summary = came.summary();
      var details = Objects.requireNonNull(summary.details());
      return new ReplayAnswer(
          bundle.hex(),
          summary.through(),
          details.end(),
          summary.decisions(),
          summary.notReplayable(),
          summary.flipped(),
          details.otherRules(),
          summary.newlyAllowed(),
          summary.refusedExecutions(),
          details.incidents(),
          details.approvals(),
          details.engineDrift(),
          came.flips());
    }
  }

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
    return ReplayAnswer.of(bundle.digest(), replay.replay(bundle, stretch, BOUNDS));
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
