package io.countersign.server.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The answer to what failed before any controller was reached. It's an address like others: whoever
 * calls it finds nothing there.
 */
@Controller
class ContainerErrors implements ErrorController {
  private final ProblemWriter problems;

  ContainerErrors(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var incomplete = BodyIncompleteException.in(request);
    if (incomplete.isPresent()) {
      problems.write(response, incomplete.get().refusal());
      return;
    }
    var failed = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.write(response, ProblemBody.ofStatus(failed instanceof Integer status ? status : 404));
  }
}
