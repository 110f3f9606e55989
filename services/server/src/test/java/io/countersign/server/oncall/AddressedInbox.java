package io.countersign.server.oncall;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.AddressedNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.spi.notice.NoticeReceipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A receiver that keeps what it was told, and for whom; it may be down. */
final class AddressedInbox implements AddressedNotifier {
  /** One notice; without addresses it's for those whom the receiver knows itself. */
  record Told(Notice notice, List<String> addresses) {}

  private final String name;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile boolean down;
  private volatile @Nullable String unknown;

  AddressedInbox(String name) {
    this.name = name;
  }

  List<Told> about(String incident) {
    return told.stream().filter(it -> it.notice().incident().equals(incident)).toList();
  }

  void down(boolean now) {
    down = now;
  }

  /** As a mail server answers 550 to a recipient that it doesn't have. */
  void doesNotKnow(String address) {
    unknown = address;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ConnectionHealth check() {
    return ConnectionHealth.working("it keeps notices");
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice) {
    return notify(notice, List.of());
  }

  @Override
  public Outcome<NoticeReceipt> notify(Notice notice, List<String> addresses) {
    if (down) {
      return Outcome.failed(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "it's down");
    }
    if (unknown != null && addresses.contains(unknown)) {
      return Outcome.failed(FailureCategory.USER, FailureCode.REFUSED, "550 no such user");
    }
    told.add(new Told(notice, addresses));
    return Outcome.ok(new NoticeReceipt(Integer.toString(told.size())));
  }
}
