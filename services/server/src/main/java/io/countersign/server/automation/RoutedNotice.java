package io.countersign.server.automation;

import io.countersign.connectors.spi.notice.Notice;

/**
 * A notice and the event that gave rise to it.
 *
 * @param position of the event
 * @param part which of the event's notices it is
 */
public record RoutedNotice(Notice notice, long position, String part) {}
