package io.countersign.domain.remediation;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The people who could approve, where they are fewer than what is asked for.
 *
 * @param quorum how many persons are asked for
 * @param distinctGroups of how many different groups; zero where groups don't matter
 * @param groups whose members are asked; empty: whoever has a role
 * @param pool who could, sorted; those who have approved already among them
 * @param reached of how many different groups these could be at most
 * @param excluded who has a role for it and can't all the same, sorted; at most 20
 */
public record ApproverShortfall(
    int quorum,
    int distinctGroups,
    Set<String> groups,
    List<PrincipalId> pool,
    int reached,
    List<Excluded> excluded) {
  private static final int MOST = 20;

  /** One who can't, and by which rule. */
  public record Excluded(PrincipalId who, RefusalCode code) {}

  public ApproverShortfall {
    groups = Set.copyOf(groups);
    pool = List.copyOf(pool);
    excluded = excluded.stream().limit(MOST).toList();
  }

  /** Whether as much is missing as there. */
  public boolean isAs(ApproverShortfall other) {
    return quorum == other.quorum
        && distinctGroups == other.distinctGroups
        && pool.equals(other.pool)
        && reached == other.reached;
  }

  /** What is missing, who could and who can't, and what would mend it. */
  public String text() {
    return "%s; %s could%s. Give more people a role that decides here%s."
        .formatted(
            asked(),
            pool.isEmpty() ? "nobody" : "only " + names(),
            excluded.isEmpty() ? "" : ", not " + others(),
            distinctGroups == 0 && groups.isEmpty() ? "" : ", in such a group");
  }

  private String asked() {
    return "%s asked for%s%s, %s could be had%s"
        .formatted(
            quorum == 1 ? "1 approval is" : quorum + " approvals are",
            distinctGroups == 0 ? "" : " of " + distinctGroups + " different groups",
            groups.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(groups)) + ")",
            pool.size(),
            distinctGroups == 0 ? "" : " of " + reached);
  }

  private String names() {
    return pool.stream().map(PrincipalId::value).collect(Collectors.joining(", "));
  }

  private String others() {
    return excluded.stream()
        .map(it -> it.who().value() + " (" + it.code() + ")")
        .collect(Collectors.joining(", "));
  }
}
