package io.countersign.ledger.audit;

import io.countersign.domain.access.AccessEvent.KillSwitchSet;
import io.countersign.domain.access.Scope;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.view.ViewQuery;
import java.util.LinkedHashMap;
import java.util.List;

/** The halts of execution at a position: of each part, what was set last. */
public final class PastHalts {
  private static final String EVENTS =
      "select "
          + EventReader.COLUMNS
          + " from event where payload_type = 'access.kill-switch-set' and global_index <= ?"
          + " order by global_index";

  private PastHalts() {}

  /** The events that halted it, in order. */
  public static List<RecordedEvent> at(long position, ViewQuery query) {
    var last = new LinkedHashMap<Scope, RecordedEvent>();
    for (var recorded : query.events(EVENTS, position)) {
      last.remove(scope(recorded));
      last.put(scope(recorded), recorded);
    }
    return last.values().stream().filter(it -> ((KillSwitchSet) it.event()).on()).toList();
  }

  public static Scope scope(RecordedEvent halted) {
    return ((KillSwitchSet) halted.event()).within();
  }
}
