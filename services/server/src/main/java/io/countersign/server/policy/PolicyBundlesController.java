package io.countersign.server.policy;

import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ApproveBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.DenyBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.WithdrawBundle;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.ledger.policy.PolicyBundles;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of bundles of policies: the one in force, and how another one comes to be. */
@RestController
@RequestMapping("/api/v1/policy/bundles")
class PolicyBundlesController {
  private static final String IN_FORCE = "in-force";

  /**
   * Other policies.
   *
   * @param files the text of each by name, all of them
   * @param base the digest of the bundle that they were made from; absent for the one in force
   * @param note why
   */
  record Proposed(
      @Nullable Map<String, String> files, @Nullable String base, @Nullable String note) {}

  /**
   * What came of a proposal.
   *
   * @param id of the proposal
   * @param digest of the bundle
   * @param warning that its rules ask for groups without a member; absent where they don't
   */
  record Accepted(
      String id, String digest, long position, String outcome, @Nullable String warning) {}

  /**
   * What was read.
   *
   * @param digest as it was shown
   */
  record Approval(@Nullable String digest) {}

  /** Why not. */
  record Denial(@Nullable String reason) {}

  /** The text of each file by name. */
  record Files(String digest, Map<String, String> files) {}

  private final PolicyBundles bundles;
  private final BundleFiles files;
  private final BundleProposals proposals;
  private final CommandSender commands;
  private final PrincipalNames names;
  private final InstantSource clock;

  PolicyBundlesController(
      PolicyBundles bundles,
      BundleFiles files,
      BundleProposals proposals,
      CommandSender commands,
      PrincipalNames names,
      InstantSource clock) {
    this.bundles = bundles;
    this.files = files;
    this.proposals = proposals;
    this.commands = commands;
    this.names = names;
    this.clock = clock;
  }

  /** The latest first. */
  @GetMapping
  Listed<PolicyBundleItem> list() {
    var lookup = names.lookup();
    var inForce = bundles.inForce().orElseThrow();
    return new Listed<>(
        bundles.latest().stream()
            .map(it -> PolicyBundleItem.of(it, inForce, lookup, clock.instant()))
            .toList(),
        null);
  }

  /** One of them, or {@code in-force}. */
  @GetMapping("/{id}")
  PolicyBundleItem read(@PathVariable String id) {
    return PolicyBundleItem.of(
        row(id), bundles.inForce().orElseThrow(), names.lookup(), clock.instant());
  }

  /** The texts of one of them. */
  @GetMapping("/{id}/files")
  Files texts(@PathVariable String id) {
    var content =
        files
            .content(row(id).summary())
            .orElseThrow(() -> new RefusedException(RefusalCode.CONTENT_CHANGED));
    return new Files(content.digest().hex(), content.texts());
  }

  /** What its replay found as it was proposed, in the record's order: the first 10,000. */
  @GetMapping("/{id}/replay")
  Listed<PolicyReplay.Flip> replay(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var asked = Paging.request(cursor, limit);
    long after = asked.after();
    var found =
        files.flips(row(id).replay()).stream()
            .filter(it -> it.position() > after)
            .limit(asked.probe())
            .toList();
    return Listed.of(asked.page(found, PolicyReplay.Flip::position), Function.identity());
  }

  /** Refused with everything that is wrong with the files, each with its place. */
  @PostMapping
  Accepted propose(@RequestBody Proposed body, Origin origin) {
    var base = ParameterParsing.parameter("/base", body.base(), Digest::new, "a digest");
    var id = PolicyBundleId.of(origin.id("bundle"));
    var context = origin.context(id.value());
    proposals.admit(context);
    var content = content(body.files());
    var note = Objects.requireNonNullElse(body.note(), "");
    var proposed = proposals.propose(id, content, base, note, context);
    var written = proposed.written();
    return new Accepted(
        id.value(),
        content.digest().hex(),
        written.position(),
        written.outcome(),
        proposed.warning());
  }

  @PostMapping("/{id}/approve")
  CommandSender.Written approve(
      @PathVariable String id, @RequestBody Approval body, Origin origin) {
    var digest = ParameterParsing.parameter("/digest", body.digest(), Digest::new, "a digest");
    if (digest == null) {
      throw RefusedException.badRequest("/digest", "is missing");
    }
    return commands.send(new ApproveBundle(id(id), digest), origin.context("approve", id));
  }

  @PostMapping("/{id}/deny")
  CommandSender.Written deny(@PathVariable String id, @RequestBody Denial body, Origin origin) {
    var reason = Objects.requireNonNullElse(body.reason(), "");
    return commands.send(new DenyBundle(id(id), reason), origin.context("deny", id));
  }

  @PostMapping("/{id}/withdraw")
  CommandSender.Written withdraw(@PathVariable String id, Origin origin) {
    return commands.send(new WithdrawBundle(id(id)), origin.context("withdraw", id));
  }

  private static BundleContent content(@Nullable Map<String, String> texts) {
    if (texts == null) {
      throw RefusedException.badRequest("/files", "is missing");
    }
    return BundleFiles.given(texts);
  }

  private PolicyBundles.Row row(String id) {
    var bundle = id.equals(IN_FORCE) ? bundles.inForce().orElseThrow().bundle() : id(id);
    return bundles.find(bundle).orElseThrow(unknown());
  }

  private static PolicyBundleId id(String id) {
    try {
      return new PolicyBundleId(id);
    } catch (IllegalArgumentException _) {
      throw unknown().get();
    }
  }

  private static Supplier<RefusedException> unknown() {
    return () -> new RefusedException(RefusalCode.UNKNOWN_POLICY_BUNDLE);
  }
}
