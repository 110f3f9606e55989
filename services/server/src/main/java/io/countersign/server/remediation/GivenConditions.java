package io.countersign.server.remediation;

import io.countersign.domain.TextRedaction;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of an approval, as they are sent.
 *
 * @param targets the only ones that may be touched, by name or {@code kind/environment/name}
 * @param environments the only ones that may be touched
 * @param before nothing starts from then on
 * @param notBefore nothing starts earlier
 * @param throughStep the last step that is agreed to, from the first one on
 */
record GivenConditions(
    @Nullable List<@Nullable String> targets,
    @Nullable List<@Nullable String> environments,
    @Nullable String before,
    @Nullable String notBefore,
    @Nullable Integer throughStep) {
  private static final int LONGEST = 200;

  /** Null where none were given. */
  static @Nullable ApprovalConditions read(@Nullable GivenConditions given) {
    return given == null
        ? null
        : new ApprovalConditions(
            names("/conditions/targets", given.targets()),
            names("/conditions/environments", given.environments()),
            ParameterParsing.instant("/conditions/before", given.before()),
            ParameterParsing.instant("/conditions/notBefore", given.notBefore()),
            given.throughStep());
  }

  private static Set<String> names(String pointer, @Nullable List<@Nullable String> given) {
    if (given == null) {
      return Set.of();
    }
    if (given.isEmpty() || given.size() > ApprovalConditions.MOST) {
      throw RefusedException.badRequest(
          pointer, "names at least one and at most " + ApprovalConditions.MOST);
    }
    var names = new LinkedHashSet<String>();
    given.forEach(it -> names.add(TextRedaction.text(ParameterParsing.text(pointer, it, LONGEST))));
    return names;
  }
}
