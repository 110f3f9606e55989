package io.countersign.domain.ticketing;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.remediation.RemediationId;

/**
 * The link of an incident or a remediation to its one ticket in one system, such as {@code
 * jira/inc_0123456789abcdef}: the connection's name and the holder's id.
 */
public record TicketLinkId(String value) {
  private static final String INCIDENT = "inc_";
  private static final String PREFIX = "tkt_";
  private static final String NAMED = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final int MAX_NAME = 60;

  /**
   * @throws IllegalArgumentException for text that isn't one
   */
  public TicketLinkId {
    int slash = value.indexOf('/');
    if (slash < 1 || slash > MAX_NAME || !value.substring(0, slash).matches(NAMED)) {
      throw new IllegalArgumentException("not a link's id, system/holder: " + value);
    }
    var holder = value.substring(slash + 1);
    if (holder.startsWith(INCIDENT)) {
      var _ = new IncidentId(holder);
    } else {
      var _ = new RemediationId(holder);
    }
  }

  public static TicketLinkId of(String system, IncidentId incident) {
    return new TicketLinkId(system + "/" + incident.value());
  }

  public static TicketLinkId of(String system, RemediationId remediation) {
    return new TicketLinkId(system + "/" + remediation.value());
  }

  /** The connection's name. */
  public String system() {
    return value.substring(0, value.indexOf('/'));
  }

  /** The incident's or the remediation's id. */
  public String holder() {
    return value.substring(value.indexOf('/') + 1);
  }

  public boolean isIncident() {
    return holder().startsWith(INCIDENT);
  }

  /** The id of the aggregate. */
  public String aggregate() {
    return PREFIX + value;
  }

  /**
   * The key that the ticket is created with, and found by after an answer that was lost: of this
   * connection, since two of them may lead to one system. At most 100 characters.
   */
  public String correlation() {
    return "countersign:" + system() + ":" + holder();
  }

  @Override
  public String toString() {
    return value;
  }
}
