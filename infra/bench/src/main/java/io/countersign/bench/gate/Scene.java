package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.ConsentOracle;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.PlanCase;
import io.countersign.bench.gate.oracle.Stage;
import io.countersign.bench.gate.oracle.Standing;
import io.countersign.bench.gate.oracle.StartOracle;
import io.countersign.bench.gate.oracle.Trust;
import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Surface;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.decision.RemediationDecider;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One world in both readings: a plan's state by the product, and its file by the oracle. */
final class Scene {
  static final RemediationId ID = new RemediationId("rem_" + "0".repeat(16));
  private static final UUID REQUEST = new UUID(0, 0);

  final SplittableRandom random;
  final ModelWorld world = new ModelWorld();
  final Surroundings surroundings = new Surroundings();
  private final WorldFacts facts = new WorldFacts(world);
  private final @Nullable List<String> story;

  private final List<RemediationEvent> history = new ArrayList<>();
  private PooledPlan plan;
  private PlanCase file;
  private Remediation state = Remediation.initial();
  private @Nullable Mishap mishap;

  Scene(SplittableRandom random, boolean telling) {
    this.random = random;
    this.story = telling ? new ArrayList<>() : null;
    this.plan = PooledPlan.random(random);
    this.file = new PlanCase(world, plan.outline(), "system", ID.value(), plan.digest().hex());
  }

  /** Another plan, of which nobody has said anything yet; by the product where they can't. */
  void propose(String by) {
    var member = world.member(by);
    boolean able = member.active() && member.trusts().contains(Trust.of(Standing.RESPONDER));
    var proposer = able ? by : "system";
    plan = PooledPlan.random(random);
    surroundings.renew();
    world.showNobody();
    world.incidentOpen = true;
    state = Remediation.initial();
    history.clear();
    file = new PlanCase(world, plan.outline(), proposer, ID.value(), plan.digest().hex());
    tell(() -> proposer + " proposes " + plan.outline());
    fold(proposed(proposer));
  }

  private Proposed proposed(String proposer) {
    var kind = proposer.equals("ci") ? PrincipalKind.SERVICE : PrincipalKind.PERSON;
    var actor =
        proposer.equals("system")
            ? Actor.SYSTEM
            : new Actor(ProductWords.principal(proposer), kind);
    return (Proposed)
        RemediationDecider.decide(state, new ProposeRemediation(ID, 1, plan.plan()), context(actor))
            .events()
            .getFirst();
  }

  /** Somebody edits the plan on record behind the product's back; its digest stays. */
  void editRecord() {
    tell(() -> "the plan on record is edited");
    var proposed = (Proposed) history.getFirst();
    var edited =
        new Proposed(
            proposed.remediation(),
            proposed.diagnosis(),
            proposed.proposer(),
            plan.edited(),
            proposed.planDigest());
    history.set(0, edited);
    state = history.stream().reduce(Remediation.initial(), Remediation::evolve, (it, _) -> it);
    file.edited();
  }

  private void fold(RemediationEvent event) {
    history.add(event);
    state = Remediation.evolve(state, event);
  }

  /** The product decides, and its events are what is so from then on. */
  Decision<RemediationEvent> decide(RemediationCommand command, Actor actor) {
    var decision = RemediationDecider.decide(state, command, context(actor));
    decision.events().forEach(this::fold);
    tell(() -> "  " + said(decision));
    return decision;
  }

  /** By the product itself; whether it was done. */
  boolean done(RemediationCommand command) {
    return decide(command, Actor.SYSTEM).answer() instanceof Answer.Done;
  }

  private CommandContext context(Actor actor) {
    return new CommandContext(
        REQUEST, actor, ProductWords.at(world.now), Surface.API, null, null, null, facts);
  }

  static String said(Decision<RemediationEvent> decision) {
    return switch (decision.answer()) {
      case Answer.Refused(var code, var why) -> "refused: " + code + " (" + why + ")";
      case Answer.Done _ ->
          "done: " + decision.events().stream().map(it -> it.getClass().getSimpleName()).toList();
      case Answer.Unchanged _ -> "unchanged";
    };
  }

  PooledPlan plan() {
    return plan;
  }

  PlanCase file() {
    return file;
  }

  ConsentOracle consent() {
    return new ConsentOracle(file);
  }

  StartOracle starts() {
    return new StartOracle(file);
  }

  Known known() {
    return (Known) state;
  }

  Stage stage() {
    return file.stage();
  }

  boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  void tell(Supplier<String> line) {
    if (story != null) {
      story.add(world.now + " s: " + line.get());
    }
  }

  List<String> story() {
    return story == null ? List.of() : story;
  }

  /** The first one is kept: what comes after it means nothing. */
  void mishap(Mishap.Kind kind, Supplier<String> text) {
    if (mishap == null) {
      mishap = new Mishap(kind, text.get());
    }
  }

  @Nullable Mishap mishap() {
    return mishap;
  }

  /** Both have to see the plan equally far. */
  void compareStages() {
    var seen =
        switch (state.phase()) {
          case NOT_PROPOSED, PROPOSED -> Stage.PROPOSED;
          case AWAITING_APPROVAL -> Stage.WAITING;
          case APPROVED -> Stage.APPROVED;
          case EXECUTING -> Stage.RUNNING;
          case VERIFYING -> Stage.VERIFYING;
          case ROLLING_BACK -> Stage.BACK;
          case CLOSED -> Stage.ENDED;
        };
    if (seen != stage()) {
      mishap(Mishap.Kind.MISCOUNTED, () -> "it's " + seen + ", to the oracle " + stage());
    }
  }
}
