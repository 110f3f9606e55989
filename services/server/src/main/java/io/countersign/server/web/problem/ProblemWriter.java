package io.countersign.server.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The writer of problems, also where no controller was reached. */
@Component
public final class ProblemWriter {
  private static final int TOO_MANY_REQUESTS = 429;

  /** What clients are asked to wait after a 503 or a 429. */
  static final String RETRY_AFTER_SECONDS = "2";

  private final JsonMapper json;

  public ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  public void write(HttpServletResponse response, RefusedException refusal) throws IOException {
    write(response, ProblemBody.of(refusal));
  }

  void write(HttpServletResponse response, ProblemBody problem) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(problem.status());
    response.setContentType(ProblemBody.MEDIA_TYPE);
    if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
        || problem.status() == TOO_MANY_REQUESTS) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.addHeader("WWW-Authenticate", "Bearer");
    }
    response.getOutputStream().write(json.writeValueAsBytes(problem));
    response.flushBuffer();
  }
}
