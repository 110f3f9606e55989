package io.countersign.server.automation;

import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.PrincipalId;
import org.jspecify.annotations.Nullable;

/** The details of what a notice is about, as it's sent. */
@FunctionalInterface
public interface NoticeDetails {
  /**
   * The notice with what is known of it, and with what it means for whom it's sent to; the same
   * where that is nothing more.
   *
   * @param person null where it isn't for one person
   */
  Notice of(Notice notice, @Nullable PrincipalId person);
}
