package io.countersign.server.policy;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.bundle.BundleContent;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ProposeBundle;
import io.countersign.domain.policy.bundle.PolicyBundleId;
import io.countersign.domain.policy.bundle.PolicyBundleRules;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.access.Grants;
import io.countersign.policies.bundle.BundleCompiler;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.Compilation.Compiled;
import io.countersign.policies.engine.Compilation.Rejected;
import io.countersign.policies.engine.PolicyProblem;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The proposals of bundles: what doesn't compile isn't even proposed. */
@Component
final class BundleProposals {
  /** Whoever proposes waits for it; what a longer record holds besides, the summary says. */
  private static final PolicyReplay.Bounds BOUNDS =
      new PolicyReplay.Bounds(Duration.ofSeconds(45), false);

  private final Ledger ledger;
  private final LawInForce laws;
  private final Grants grants;
  private final EmptyGroups emptyGroups;
  private final PolicyReplay replay;
  private final CommandSender commands;

  /**
   * What came of one.
   *
   * @param warning what whoever proposed it is to hear; null for nothing
   */
  record Proposed(CommandSender.Written written, @Nullable String warning) {}

  BundleProposals(
      Ledger ledger,
      LawInForce laws,
      Grants grants,
      EmptyGroups emptyGroups,
      PolicyReplay replay,
      CommandSender commands) {
    this.emptyGroups = emptyGroups;
    this.ledger = ledger;
    this.laws = laws;
    this.grants = grants;
    this.replay = replay;
    this.commands = commands;
  }

  /**
   * Before anything of it is looked at, which costs: nobody without a right to has the server do
   * that.
   *
   * @throws RefusedException for what its decider would say in any case
   */
  void admit(CommandContext context) {
    ledger
        .ask(facts -> PolicyBundleRules.unwelcome(context.with(facts)))
        .ifPresent(
            it -> {
              throw new RefusedException(it.code(), it.why());
            });
  }

  /**
   * @param base null for the bundle in force
   * @throws RefusedException with every problem, or for what its decider says
   */
  Proposed propose(
      PolicyBundleId id,
      BundleContent content,
      @Nullable Digest base,
      String note,
      CommandContext context) {
    var compiled = compiled(BundleCompiler.compileTested(content, groups()));
    var blob = BundleFiles.blob(content);
    var came = replay.replay(compiled, replay.all(), BOUNDS);
    var flips = BundleFiles.flips(came.flips());
    var law = laws.law();
    var replaced = Objects.requireNonNullElseGet(base, law::digest);
    var command =
        new ProposeBundle(
            id,
            BundleFiles.summary(content, compiled, blob, runbooks(law, replaced)),
            replaced,
            note,
            came.summary().listedIn(flips.ref()));
    var written = commands.send(command, context, blob, flips);
    return new Proposed(written, emptyGroups.askedBy(compiled).orElse(null));
  }

  private Set<String> groups() {
    return grants.groups().stream().map(it -> it.group().name()).collect(Collectors.toSet());
  }

  /** None where it isn't what is in force: its decider refuses that, or has all be its author's. */
  private static List<Runbook> runbooks(Law law, Digest replaced) {
    return law.digest().equals(replaced) ? law.runbooks() : List.of();
  }

  static CompiledBundle compiled(Compilation<CompiledBundle> compilation) {
    return switch (compilation) {
      case Compiled<CompiledBundle>(var bundle) -> bundle;
      case Rejected<CompiledBundle>(var problems) ->
          throw new RefusedException(
              RefusalCode.POLICY_BUNDLE_INVALID,
              RefusalCode.POLICY_BUNDLE_INVALID.meaning(),
              inputProblems(problems));
    };
  }

  private static String place(PolicyProblem problem) {
    return problem.file() + ":" + problem.line() + ":" + problem.column();
  }

  private static List<InputProblem> inputProblems(List<PolicyProblem> problems) {
    return problems.stream()
        .map(it -> new InputProblem("/files", place(it) + ": " + it.message()))
        .toList();
  }
}
