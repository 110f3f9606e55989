package io.countersign.connectors.spi.notice;

import io.countersign.connectors.spi.Outcome;
import java.util.List;

/** A receiver that can also be told whom a notice is for, such as who is on call. */
public interface AddressedNotifier extends ApprovalNotifier {
  /**
   * Delivers once, to these instead of those that are configured.
   *
   * @param addresses of persons, as this receiver understands them, such as an e-mail address; at
   *     least one; they are in no failure's message
   * @return as {@link #notify(Notice)}; REFUSED for what is no address
   */
  Outcome<NoticeReceipt> notify(Notice notice, List<String> addresses);
}
