package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A poke that overtakes a turn is nothing that somebody on call has to read. */
class OvertakenTurnFilterTest {
  private static final String TELLER = "io.temporal.internal.worker.WorkflowWorker";

  /** As Temporal's SDK says it. */
  private static final String WORDS =
      "Failure while reporting workflow progress to the server. If seen continuously the workflow"
          + " might be stuck. WorkflowId={}, RunId={}, startedEventId={}";

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private Logger logger(String name) {
    var filter = new OvertakenTurnFilter();
    filter.start();
    context.addTurboFilter(filter);
    log.start();
    context.getLogger(name).addAppender(log);
    return context.getLogger(name);
  }

  private List<String> told() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static StatusRuntimeException failure(Status status, String description) {
    return status.withDescription(description).asRuntimeException();
  }

  @Test
  void whatOvertakesATurnIsNoWarningUnlessItGoesOnForTheSameOne() {
    var logger = logger(TELLER);
    var overtaken = failure(Status.INVALID_ARGUMENT, "UnhandledCommand");
    for (int event = 0; event < 300; event++) {
      logger.warn(WORDS, "incident/inc_1", "run-1", event, overtaken);
    }
    assertThat(told()).isEmpty();
    for (int again = 0; again < 11; again++) {
      logger.warn(WORDS, "incident/inc_1", "run-1", 16, overtaken);
    }
    assertThat(told()).singleElement().asString().contains("might be stuck", "startedEventId=16");
  }

  /** In an alert storm, which is when turns get stuck. */
  @Test
  void oneThatGoesOnIsToldAlsoWhereManyOthersAreOvertakenMeanwhile() {
    var logger = logger(TELLER);
    var overtaken = failure(Status.INVALID_ARGUMENT, "UnhandledCommand");
    for (int again = 0; again < 11; again++) {
      logger.warn(WORDS, "incident/inc_stuck", "run-1", 16, overtaken);
      for (int other = 0; other < 150; other++) {
        logger.warn(WORDS, "incident/inc_1", "run-" + again, other, overtaken);
      }
    }
    assertThat(told()).singleElement().asString().contains("inc_stuck");
  }

  @Test
  void whateverElseFailsIsTold() {
    var logger = logger(TELLER);
    logger.warn(WORDS, "i", "r", 1, failure(Status.UNAVAILABLE, "UnhandledCommand"));
    logger.warn(WORDS, "i", "r", 1, failure(Status.INVALID_ARGUMENT, "BadSignalInput"));
    logger.warn(WORDS, "i", "r", 1, new IllegalStateException("UnhandledCommand"));
    logger.error("stopped", failure(Status.INVALID_ARGUMENT, "UnhandledCommand"));
    logger.warn("plain");
    assertThat(told()).hasSize(5);
    logger("other").warn(WORDS, "i", "r", 1, failure(Status.INVALID_ARGUMENT, "UnhandledCommand"));
    assertThat(told()).hasSize(6);
  }
}
