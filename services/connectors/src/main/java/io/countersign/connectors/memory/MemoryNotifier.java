package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import io.countersign.domain.Digest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps the notices that it was given. Safe for use by many threads. */
public final class MemoryNotifier implements ApprovalNotifier {
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private volatile Outcome.@Nullable Failed<?> failing;

  /** What was taken, in order. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  /** Fails like this until it's given null. */
  public void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    var failed = failing;
    if (failed != null) {
      return failed.as();
    }
    notices.add(notice);
    var id =
        Digest.ofJson(List.of(notice.kind().name(), notice.remediation(), notice.at().toString()));
    return Outcome.ok(new NoticeReceipt(id.hex().substring(0, 32)));
  }

  @Override
  public ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }
}
