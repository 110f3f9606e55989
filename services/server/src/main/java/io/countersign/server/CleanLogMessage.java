package io.countersign.server;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a line in the log, which stays one line. */
public final class CleanLogMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return CleanLogText.clean(super.convert(event));
  }
}
