package io.countersign.connectors.memory;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.domain.Digest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver that keeps the notices that it was given. Safe for use by many threads. */
public final class MemoryNotifier extends MemoryConnection implements ApprovalNotifier {
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  public MemoryNotifier() {
    this("memory");
  }

  public MemoryNotifier(String name) {
    super(name);
  }

  /** What was taken, in order. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    return unlessFailing(() -> Outcome.ok(taken(notice)));
  }

  @Override
  public Duration timeout() {
    return Duration.ZERO;
  }

  private NoticeReceipt taken(Notice notice) {
    notices.add(notice);
    var id =
        Digest.ofJson(List.of(notice.kind().name(), notice.remediation(), notice.at().toString()));
    return new NoticeReceipt(id.hex().substring(0, 32));
  }
}
