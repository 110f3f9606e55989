package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Click;
import io.countersign.bench.gate.oracle.Member;
import io.countersign.bench.gate.oracle.ModelWorld;
import io.countersign.bench.gate.oracle.Proviso;
import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The clicks of people on a plan: in time, twice, too late, of another plan, or with no right to.
 */
final class PeopleMoves {
  private static final Digest OLD = Digest.ofJson("the page of before");
  private static final List<String> ANYBODY =
      List.of("amy", "ben", "cat", "dan", "eva", "finn", "hal", "gus", "ci", "nobody");

  private final Scene scene;
  private final ModelWorld world;
  private @Nullable Runnable last;

  PeopleMoves(Scene scene) {
    this.scene = scene;
    this.world = scene.world;
  }

  void show() {
    var who = scene.pick(WorldChanges.PEOPLE);
    world.show(who);
    scene.tell(() -> who + " opens the plan");
  }

  void approve() {
    var click = click();
    send(
        () ->
            said(
                click,
                new Approve(
                    Scene.ID,
                    new Digest(click.digest()),
                    reason(click),
                    ProductWords.conditions(click.proviso())),
                it -> scene.consent().approve(it)));
  }

  void deny() {
    var click = click();
    send(
        () ->
            said(
                click,
                new Deny(Scene.ID, new Digest(click.digest()), reason(click)),
                it -> scene.consent().deny(it)));
  }

  void revoke() {
    var click = click();
    send(
        () ->
            said(
                click,
                new Revoke(Scene.ID, new Digest(click.digest()), reason(click)),
                it -> scene.consent().revoke(it)));
  }

  void shorten() {
    var click = click();
    var commander = world.commander;
    var own =
        commander == null || scene.chance(4)
            ? click
            : new Click(
                commander, click.asPerson(), click.digest(), click.reasoned(), click.proviso());
    int to = scene.random.nextInt(3);
    send(
        () ->
            said(
                own,
                new ShortenQuorum(
                    Scene.ID, new Digest(own.digest()), to == 0 ? null : to, reason(own)),
                it -> scene.consent().shorten(it, to)));
  }

  /** The latest click arrives once more. */
  void again() {
    if (last != null) {
      last.run();
    }
  }

  private void send(Runnable click) {
    last = click;
    click.run();
  }

  private void said(Click click, RemediationCommand command, Predicate<Click> oracle) {
    scene.tell(() -> click.by() + " clicks: " + command);
    var kind = click.asPerson() ? PrincipalKind.PERSON : PrincipalKind.SERVICE;
    var decision = scene.decide(command, new Actor(ProductWords.principal(click.by()), kind));
    boolean taken = !(decision.answer() instanceof Answer.Refused);
    boolean wanted = oracle.test(click);
    if (taken != wanted) {
      scene.mishap(
          wanted ? Mishap.Kind.WRONGLY_REFUSED : Mishap.Kind.MISCOUNTED,
          () -> click + " was " + Scene.said(decision));
    }
  }

  private Click click() {
    var by = scene.chance(6) ? scene.pick(ANYBODY) : scene.pick(WorldChanges.PEOPLE);
    Member member = world.member(by);
    return new Click(
        by,
        member.person() != scene.chance(40),
        scene.chance(30) ? OLD.hex() : scene.plan().digest().hex(),
        !scene.chance(12),
        scene.chance(6) ? proviso() : scene.chance(6) ? someSteps() : Proviso.NONE);
  }

  /** Mostly of the first of two; now and then of as many as there never are. */
  private Proviso someSteps() {
    int steps = scene.chance(12) ? scene.random.nextInt(4) : 1;
    return new Proviso(ModelWorld.NEVER, -ModelWorld.NEVER, null, steps);
  }

  private Proviso proviso() {
    var random = scene.random;
    long before = scene.chance(2) ? world.now + random.nextInt(-5, 150) : ModelWorld.NEVER;
    long notBefore = scene.chance(2) ? world.now + random.nextInt(1, 120) : -ModelWorld.NEVER;
    return new Proviso(before, notBefore, scene.chance(4) ? "a" : null, Proviso.ALL);
  }

  private static String reason(Click click) {
    return click.reasoned() ? "looks right" : " ";
  }
}
