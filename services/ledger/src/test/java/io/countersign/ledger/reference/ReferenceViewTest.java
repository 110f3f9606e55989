package io.countersign.ledger.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Reference;
import io.countersign.domain.reference.ReferenceEvent.Added;
import io.countersign.domain.reference.ReferenceEvent.Removed;
import io.countersign.domain.reference.ReferenceHolder;
import io.countersign.ledger.reference.ReferenceRows.Row;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import org.junit.jupiter.api.Test;

class ReferenceViewTest {
  private static final ReferenceHolder INCIDENT = ReferenceHolder.of(Story.INCIDENT);
  private static final ReferenceHolder REMEDIATION = ReferenceHolder.of(Story.REMEDIATION);
  private static final Reference TICKET =
      new Reference("jira", "issue", "10042", "https://tickets.example/browse/OPS-1");
  private static final Reference MESSAGE =
      new Reference("slack", "message", "C1/17", "https://chat.example/C1/17");

  private final Chronicle chronicle = new Chronicle();
  private final ReferenceRows rows = new ReferenceRows(chronicle.source());

  @Test
  void showsWhatEachHolderHasInTheOrderInWhichItCame() {
    chronicle
        .recordBy("p_alice", new Added(INCIDENT, TICKET))
        .record(new Added(INCIDENT, MESSAGE), new Added(REMEDIATION, TICKET))
        .view(1);
    assertThat(rows.of(INCIDENT))
        .containsExactly(
            new Row(TICKET, "p_alice", Chronicle.at(1)),
            new Row(MESSAGE, "system", Chronicle.at(2)));
    assertThat(rows.of(REMEDIATION)).extracting(Row::reference).containsExactly(TICKET);
  }

  @Test
  void whatIsTakenAwayWithinOneBatchIsGone() {
    var moved = new Reference("jira", "issue", "10042", "https://new.example/OPS-1");
    chronicle
        .record(
            new Added(INCIDENT, TICKET),
            new Added(INCIDENT, MESSAGE),
            new Removed(INCIDENT, MESSAGE),
            new Added(INCIDENT, moved))
        .view(10);
    assertThat(rows.of(INCIDENT)).extracting(Row::reference).containsExactly(moved);
  }
}
