package io.countersign.server.incident.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The tickets in other systems, for those who show the incidents and plans that they're of. */
public interface ShownTickets {
  /**
   * @param holders ids of incidents or remediations
   * @return by holder; nothing of one that has no ticket
   */
  Map<String, List<ShownTicket>> of(Collection<String> holders);

  /**
   * How each is, for lists: without what people there said, both sides of conflicts, and plans of
   * changes, which cost a look into the record each.
   *
   * @param holders ids of incidents or remediations
   * @return by holder; nothing of one that has no ticket
   */
  Map<String, List<ShownTicket>> summaries(Collection<String> holders);

  /** Those of one incident or remediation. */
  default List<ShownTicket> of(String holder) {
    return of(List.of(holder)).getOrDefault(holder, List.of());
  }
}
