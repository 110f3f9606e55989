package io.countersign.reports.change;

import io.countersign.reports.ChangeBalance;
import io.countersign.reports.record.ReportDraft;
import java.util.EnumMap;
import java.util.Map;

/**
 * The account of changes: as many as were requested have become something, each one thing. Those
 * requested before the range, and under way in it, are counted apart.
 */
public final class ChangeAccount {
  private final Map<ChangeStatus, Long> counts = new EnumMap<>(ChangeStatus.class);

  private ChangeAccount() {}

  public static void conclude(ChangeTraces changes, ReportDraft draft) {
    var requested = new ChangeAccount();
    var carriedOver = new ChangeAccount();
    for (var change : changes.ofRange()) {
      if (draft.parameters().scope().coversAny(change.targets())) {
        (changes.isRequested(change) ? requested : carriedOver)
            .counts.merge(change.status(), 1L, Long::sum);
      }
    }
    draft.balance(requested.balance(), carriedOver.balance());
  }

  private ChangeBalance balance() {
    return new ChangeBalance(
        counts.values().stream().mapToLong(Long::longValue).sum(),
        of(ChangeStatus.EXECUTED),
        of(ChangeStatus.DENIED),
        of(ChangeStatus.EXPIRED),
        of(ChangeStatus.WITHDRAWN),
        of(ChangeStatus.OPEN),
        of(ChangeStatus.NOT_RECORDED));
  }

  private long of(ChangeStatus status) {
    return counts.getOrDefault(status, 0L);
  }
}
