package io.countersign.server.access.link;

import io.countersign.ledger.access.link.LinkedAccounts;
import io.countersign.server.web.Paging.Listed;
import java.time.Instant;
import java.util.List;

/**
 * One linked account as callers get it.
 *
 * @param system the configured name of the connection
 * @param workspace within which the account's id is unique
 */
record LinkItem(String link, String system, String workspace, String account, Instant linkedAt) {
  static Listed<LinkItem> listed(List<LinkedAccounts.Row> rows) {
    return new Listed<>(rows.stream().map(LinkItem::of).toList(), null);
  }

  private static LinkItem of(LinkedAccounts.Row row) {
    var account = row.account();
    return new LinkItem(
        row.link().value(),
        account.system(),
        account.workspace(),
        account.account(),
        row.linkedAt());
  }
}
