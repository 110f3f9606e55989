package io.countersign.server.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to what the container refuses before anybody here sees it: request lines, headers and
 * addresses that are none. It's a problem like others, and counts as a refused attempt.
 */
final class ProblemValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

  private final ProblemWriter problems;
  private final AttemptRecorder attempts;

  ProblemValve(ProblemWriter problems, AttemptRecorder attempts) {
    this.problems = problems;
    this.attempts = attempts;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    try {
      var incomplete = BodyIncompleteException.in(request);
      if (incomplete.isPresent()) {
        problems.write(response, incomplete.get().refusal());
        return;
      }
      attempts.recordMalformed();
      problems.write(response, ProblemBody.ofStatus(status));
    } catch (IOException e) {
      LOG.debug("the caller hung up", e);
    }
  }
}
