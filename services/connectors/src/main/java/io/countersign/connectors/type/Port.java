package io.countersign.connectors.type;

import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.calendar.CalendarSource;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.evidence.EvidenceSource;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.spi.ticketing.Ticketing;

/** A port of the SPI, and the section of the configuration file that names its connections. */
public enum Port {
  EVIDENCE("evidence", "evidence", EvidenceSource.class),
  LOGS("logs", "logs", LogSource.class),
  CHANGES("changes", "changes", ChangeFeed.class),
  EXECUTORS("executors", "executor", ActionExecutor.class),
  NOTIFICATIONS("notifications", "notification", ApprovalNotifier.class),
  SILENCES("silences", "silences", SilenceSource.class),
  CALENDARS("calendars", "calendar", CalendarSource.class),
  CONVERSATIONS("conversations", "conversation", Conversation.class),
  TICKETING("ticketing", "ticketing", Ticketing.class);

  private final String section;
  private final String label;
  private final Class<? extends Connection> connection;

  Port(String section, String label, Class<? extends Connection> connection) {
    this.section = section;
    this.label = label;
    this.connection = connection;
  }

  /** The key of its section. */
  public String section() {
    return section;
  }

  /** What the doctor calls one of its connections. */
  public String label() {
    return label;
  }

  /** What its connections implement. */
  public Class<? extends Connection> connection() {
    return connection;
  }

  /**
   * Whether its section is a list, whose entries say their names themselves; else it's a mapping of
   * names to entries.
   */
  public boolean isList() {
    return this == NOTIFICATIONS;
  }
}
