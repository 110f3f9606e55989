package io.countersign.domain.oncall.route;

import io.countersign.domain.alert.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a notice by which its way is chosen.
 *
 * @param kind its word, such as {@code approval-requested}
 * @param teams that own what it's about, by the catalogue; none for what nobody declared
 * @param severity null for news that no incident is about
 * @param environments of what it's about
 */
public record NoticeFacts(
    String kind, Set<String> teams, @Nullable Severity severity, Set<String> environments) {
  public NoticeFacts {
    teams = Set.copyOf(teams);
    environments = Set.copyOf(environments);
  }
}
