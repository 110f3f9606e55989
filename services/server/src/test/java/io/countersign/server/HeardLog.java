package io.countersign.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Collection;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * What the servers of this JVM write to the log. Logging is one for all of them, and each start
 * sets it up anew: whoever starts one has it heard again.
 */
public final class HeardLog {
  private static final String EAR = "heard";
  private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();

  private HeardLog() {}

  /** Of all servers, since the first start. */
  public static Collection<String> lines() {
    return Collections.unmodifiableCollection(LINES);
  }

  static void hear() {
    ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
    if (loggers instanceof LoggerContext context) {
      hear(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }
  }

  private static void hear(Logger root) {
    if (root.getAppender(EAR) == null) {
      var ear = new Ear();
      ear.setName(EAR);
      ear.setContext(root.getLoggerContext());
      ear.start();
      root.addAppender(ear);
    }
  }

  private static final class Ear extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      var thrown = event.getThrowableProxy();
      LINES.add(
          event.getFormattedMessage()
              + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }
  }
}
