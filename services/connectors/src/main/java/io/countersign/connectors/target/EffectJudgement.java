package io.countersign.connectors.target;

import io.countersign.domain.planning.TargetState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The judgement, by a target's state, whether a step took place. */
public final class EffectJudgement {
  private EffectJudgement() {}

  /**
   * @param effect null: any difference in what was kept from before will do, or a start since
   * @param call what the effect's templates refer to, beside the state before
   * @param stepStarted by our clock
   */
  public static boolean judge(
      @Nullable EffectCondition effect,
      Map<String, String> call,
      TargetState before,
      TargetReader.Reading now,
      Instant stepStarted) {
    // The target's clock may round to whole seconds.
    var since = stepStarted.truncatedTo(ChronoUnit.SECONDS);
    boolean restarted = now.startedAt().filter(at -> !at.isBefore(since)).isPresent();
    if (effect == null) {
      return restarted || differs(before, now.state());
    }
    var values = TemplateBindings.with(call, before);
    boolean fields =
        effect.fields().entrySet().stream()
            .allMatch(
                field ->
                    field.getValue().obstacle(values) == null
                        && field
                            .getValue()
                            .fill(values)
                            .equals(now.state().fields().get(field.getKey())));
    return fields && (restarted || !effect.restarted());
  }

  /** In what was kept from before, which may be only what matters to the step. */
  private static boolean differs(TargetState before, TargetState now) {
    return !now.only(before.fields().keySet()).fields().equals(before.fields());
  }
}
