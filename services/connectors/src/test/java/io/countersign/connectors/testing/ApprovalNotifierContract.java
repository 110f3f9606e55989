package io.countersign.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The contract of every notifier. */
public abstract class ApprovalNotifierContract {
  protected static final Notice NOTICE =
      new Notice(
          Notice.Kind.APPROVAL_REQUESTED,
          "rem_0123456789abcdef",
          "inc_0123456789abcdef",
          "a".repeat(64),
          "high",
          new Notice.Meaning("frontend is slow for its users", "Users of frontend (tier 1)"),
          "",
          "http://127.0.0.1:7780/remediations/rem_0123456789abcdef",
          Instant.parse("2026-11-22T10:00:00Z"));

  protected abstract ApprovalNotifier notifier();

  /** How many notices were taken. */
  protected abstract int taken();

  protected abstract void down();

  @Test
  void aNoticeIsDelivered() {
    Outcomes.value(notifier().notify(NOTICE));
    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void aRepeatIsKnownByItsId() {
    assertThat(Outcomes.value(notifier().notify(NOTICE)))
        .isEqualTo(Outcomes.value(notifier().notify(NOTICE)));
  }

  @Test
  protected void beingDownIsToldWithAdviceAndMayBeRetried() {
    assertThat(notifier().check().ok()).isTrue();
    down();
    var failed = Outcomes.failed(notifier().notify(NOTICE));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category().retryable()).isTrue();
    assertThat(notifier().check().advice()).isNotBlank();
  }
}
