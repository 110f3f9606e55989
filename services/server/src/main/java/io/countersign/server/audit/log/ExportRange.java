package io.countersign.server.audit.log;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.audit.AuditTrail;
import io.countersign.ledger.log.ProvableRecord;
import io.countersign.ledger.log.PublishedHead;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The leaves that somebody wants, and the head that they are shown under.
 *
 * @param from the first one
 * @param to behind the last one
 */
public record ExportRange(long from, long to, PublishedHead head) {
  private static final String POSITION = "[0-9]{1,16}";

  /**
   * @param from a position, or a time: the first event that was recorded then or later
   * @param to the last position, or a time: up to the first event that was recorded then or later
   * @throws RefusedException where no published head reaches so far
   */
  static ExportRange of(
      @Nullable String from, @Nullable String to, ProvableRecord record, AuditTrail trail) {
    var head =
        record.checkpoint().orElseThrow(() -> new RefusedException(RefusalCode.NOT_PUBLISHED));
    long first = from == null || from.isEmpty() ? 0 : first(from, record, trail);
    long end = to == null || to.isEmpty() ? head.size() : end(to, record, trail);
    if (first > end) {
      throw RefusedException.badRequest("from", "must not be after to");
    }
    if (end > head.size()) {
      throw new RefusedException(
          RefusalCode.NOT_PUBLISHED,
          RefusalCode.NOT_PUBLISHED.meaning()
              + " (the last one reaches position %s)".formatted(head.size()));
    }
    return new ExportRange(first, end, head);
  }

  private static long first(String text, ProvableRecord record, AuditTrail trail) {
    return text.matches(POSITION) ? known(text, record) - 1 : before(text, "from", record, trail);
  }

  private static long end(String text, ProvableRecord record, AuditTrail trail) {
    return text.matches(POSITION) ? known(text, record) : before(text, "to", record, trail);
  }

  private static long known(String text, ProvableRecord record) {
    long position = Long.parseLong(text);
    if (position < 1 || position > record.progress().head()) {
      throw new RefusedException(RefusalCode.UNKNOWN_EVENT);
    }
    return position;
  }

  /** How many leaves there are before the first one of this time or later. */
  private static long before(String text, String name, ProvableRecord record, AuditTrail trail) {
    long all = record.progress().head();
    var time = ParameterParsing.instant(name, text);
    return time == null
        ? all
        : trail.firstSince(time).stream().map(it -> it - 1).findFirst().orElse(all);
  }
}
